package dev.caravan.stage.archive;

import dev.caravan.archive.ExpectedArchive;
import dev.caravan.archive.Restoration;
import dev.caravan.archive.RestoreListener;
import dev.caravan.converter.BadInputException;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `archiveRestorer`: brings an archive back to a directory, proven file by file. */
public final class Restorer {
    private final PublishSettings settings;
    private final S3Connections connections;
    private final PublicationStore store;
    private final RestoreRoot root;

    public Restorer(PublishSettings settings, S3Connections connections, PublicationStore store, RestoreRoot root) {
        this.settings = settings;
        this.connections = connections;
        this.store = store;
        this.root = root;
    }

    /**
     * Restores it.
     *
     * @throws BadInputException when no target has it, its place is taken, or it is not what its manifest says
     */
    public void restore(@Body Restore restore, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        if (!root.holds(restore.into())) {
            throw new BadInputException(
                    "'" + restore.into() + "' does not lie in '" + root.directory() + "' (caravan.archive.restore)");
        }
        Publication publication = publication(restore);
        TargetSettings target = settings.target(publication.target());
        try (S3Connection connection = connections.open(target)) {
            run.onCancel(connection::close);
            KeptArchive kept = KeptArchive.of(connection, publication, restore.version());
            ExpectedArchive expected = kept.expected();
            Restoration restoration = new Restoration(expected, restore.into(), restore.overwrite());
            restoration.requireRoom();
            run.log()
                    .append("restoring " + expected.object().name() + " of target " + target.name() + ": "
                            + expected.files().size() + " files, " + expected.bytes() + " bytes");
            Path place = restoration.restore(
                    kept.open(expected), ".caravan-restore-" + run.id(), new Listener(run, expected.bytes()));
            run.note("resultPath", place.toString());
            run.log().append("restored and proven: " + place);
        } catch (FileAlreadyExistsException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            if (run.cancelled()) {
                IOException cancelled = new InterruptedIOException("the restoration was cancelled");
                cancelled.initCause(e);
                throw cancelled;
            }
            throw e;
        }
    }

    private Publication publication(Restore restore) {
        List<String> targets = settings.targets().stream()
                .map(TargetSettings::name)
                .filter(name -> restore.target().isEmpty() || restore.target().equals(name))
                .toList();
        return targets.stream()
                .map(target -> store.find(restore.dataset(), target))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "none of the targets " + targets + " has an archive of '" + restore.dataset() + "'"));
    }

    private record Listener(JobRun run, ProgressMeter meter) implements RestoreListener {
        Listener(JobRun run, long bytes) {
            this(run, new ProgressMeter("restore", "bytes", bytes, run::progress));
        }

        @Override
        public void begins(String name) {
            meter.at(name);
        }

        @Override
        public void written(long bytes) {
            meter.add(bytes);
        }

        @Override
        public void leftOut(String link, String target) {
            run.log().append("left out, because it leads out of what is restored: " + link + " -> " + target);
        }

        @Override
        public boolean cancelled() {
            return run.cancelled();
        }
    }
}
