package dev.caravan.doctor.check;

import dev.caravan.dataset.Profile;
import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.stage.archive.CompletedSettings;
import dev.caravan.stage.scan.SourceSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a source directory is mounted and can be read; and, of one that is archived, whether its files can be moved. */
public final class SourceCheck implements Check {
    private final String key;
    private final SourceSettings source;
    private final CompletedSettings completed;

    /** @param index of the source in the configuration, from 0 */
    public SourceCheck(int index, SourceSettings source, CompletedSettings completed) {
        this.key = "caravan.scan.sources[" + index + "].path";
        this.source = source;
        this.completed = completed;
    }

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public String subject() {
        return source.path();
    }

    @Override
    public List<Finding> look() throws IOException {
        Findings findings = new Findings(name());
        Path root = source.root();
        if (!Files.exists(root)) {
            findings.failed(
                    subject(),
                    "there is no such directory",
                    "mount it ('findmnt " + NearestPath.of(root)
                            + "' says what is mounted there; in a container it needs a volume), or correct " + key);
        } else if (!Files.isDirectory(root)) {
            findings.failed(subject(), "is no directory", "set " + key + " to the directory that it lies in");
        } else if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            findings.failed(
                    subject(),
                    "the user " + System.getProperty("user.name") + " may not read it",
                    "give that user the right to list and to enter it, and all below: setfacl -R -m u:"
                            + System.getProperty("user.name") + ":rX " + root);
        } else {
            content(root, findings);
            completed(root, findings);
        }
        return findings.all();
    }

    private void content(Path root, Findings findings) throws IOException {
        FileStore store = Files.getFileStore(root);
        String place = "readable, on a file system of the type " + store.type() + " (" + store.name() + ")";
        if (isEmpty(root)) {
            findings.warning(
                    subject(),
                    "is empty: so looks a directory where something is to be mounted and is not; " + place,
                    "'findmnt -T " + root
                            + "' says what is mounted there; if it is to be empty, nothing has to be done");
        } else {
            findings.ok(subject(), place);
        }
    }

    private static boolean isEmpty(Path root) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return !entries.iterator().hasNext();
        }
    }

    private void completed(Path root, Findings findings) throws IOException {
        Optional<Path> directory = completed.path().map(root::resolve);
        if (source.profile() != Profile.ARCHIVE || directory.isEmpty()) {
            return;
        }
        Path place = directory.get();
        Path there = NearestPath.of(place);
        String remedy = "give the user " + System.getProperty("user.name")
                + " the right to write to it, or mount it writable; or set caravan.archive.completed.directory to ''";
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            findings.failed(
                    place.toString(),
                    "sources that have been archived cannot be moved there: " + there
                            + (Files.isDirectory(there) ? " is not writable" : " is no directory"),
                    remedy);
        } else if (!Files.isWritable(root)) {
            findings.failed(
                    root.toString(),
                    "sources that have been archived cannot be moved away: it is not writable",
                    remedy);
        } else {
            boolean renamed = Files.getFileStore(root).equals(Files.getFileStore(there));
            findings.ok(
                    place.toString(),
                    "sources that have been archived are moved there by "
                            + (renamed
                                    ? "a rename"
                                    : "a copy, which is compared, because it is on another file system"));
        }
    }
}
