package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether our own directories can be written, and have room for the largest file that is to be converted. */
public final class DirectoriesCheck implements Check {
    private static final long LITTLE = 64L << 20;
    private static final int NEARLY_ALL = 95;

    private final Workspace workspace;
    private final List<Path> sources;

    /** @param sources the directories whose files become octrees */
    public DirectoriesCheck(Workspace workspace, List<Path> sources) {
        this.workspace = workspace;
        this.sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return "directories";
    }

    @Override
    public String subject() {
        return workspace.data().toString();
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        Findings findings = new Findings(name());
        boolean good = true;
        for (Path directory :
                List.of(workspace.data(), workspace.scratch(), workspace.octrees(), workspace.jobLogs())) {
            good &= writable(directory, findings);
        }
        if (good) {
            findings.ok(subject(), "can be written, with scratch, octrees and logs");
            oneFileSystem(findings);
            room(findings);
            inodes(findings);
        }
        return findings.all();
    }

    /** By a file that is made and removed again, where the directory is there; a missing one has to be possible to make. */
    private static boolean writable(Path directory, Findings findings) {
        String remedy = "give it to the user that the service runs as: mkdir -p " + directory + " && chown "
                + System.getProperty("user.name") + " " + directory
                + "; or set caravan.data to a directory on a volume that can be written";
        try {
            if (!Files.exists(directory)) {
                Path above = NearestPath.of(directory);
                if (Files.isDirectory(above) && Files.isWritable(above)) {
                    return true;
                }
                findings.failed(
                        directory.toString(),
                        "is not there, and cannot be made: " + above
                                + (Files.isDirectory(above) ? " is not writable" : " is no directory"),
                        remedy);
                return false;
            }
            Files.delete(Files.createTempFile(directory, ".doctor", null));
            return true;
        } catch (IOException e) {
            findings.failed(directory.toString(), "nothing can be written to it: " + e, remedy);
            return false;
        }
    }

    private void oneFileSystem(Findings findings) throws IOException {
        if (!Files.getFileStore(NearestPath.of(workspace.scratch()))
                .equals(Files.getFileStore(NearestPath.of(workspace.octrees())))) {
            findings.failed(
                    workspace.octrees().toString(),
                    "lies on another file system than " + workspace.scratch()
                            + ": octrees get their names by a rename, which is impossible across",
                    "mount one volume at caravan.data, and none at its scratch or octrees");
        }
    }

    private void room(Findings findings) throws IOException {
        Path scratch = NearestPath.of(workspace.scratch());
        long free = Files.getFileStore(scratch).getUsableSpace();
        Optional<LargestInput> largest = LargestInput.below(sources);
        long needed = Math.max(LITTLE, largest.map(LargestInput::needed).orElse(0L));
        String what = largest.map(input -> "the conversion of " + input.path() + " (" + Bytes.words(input.size())
                        + ") wants " + Bytes.words(input.needed()))
                .orElse("no point cloud has been seen in the source directories");
        String message = Bytes.words(free) + " are free; " + what;
        if (free < needed) {
            findings.failed(
                    workspace.scratch().toString(),
                    message,
                    "make room on that disk ('caravan clean-up --older-than 7d', 'du -xh -d1 " + workspace.data()
                            + "'), or set caravan.data to a larger one");
        } else {
            findings.ok(workspace.scratch().toString(), message);
        }
    }

    private void inodes(Findings findings) throws InterruptedException {
        Optional<Integer> used = Inodes.usedPercent(NearestPath.of(workspace.data()));
        if (used.filter(percent -> percent >= NEARLY_ALL).isPresent()) {
            findings.warning(
                    subject(),
                    used.get() + " % of the disk's inodes are used: soon no file can be made there",
                    "'df -i " + workspace.data()
                            + "' shows them; remove what many small files are, or use a file system with more");
        }
    }
}
