package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveContent;
import dev.caravan.archive.ArchiveListing;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.Sent;
import dev.caravan.s3.SequentialContent;
import dev.caravan.s3.StreamedObject;
import dev.caravan.s3.Transfer;
import dev.caravan.s3.TransferListener;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Sends one archive, from its spool or as it is made, and proves it. */
final class Carrier {
    /** What never changes may be kept by everybody for a year. */
    static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private final S3Connections connections;
    private final ArchiveSettings settings;

    Carrier(S3Connections connections, ArchiveSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /** @throws PublishException when the target has something else than the spool */
    Sent send(S3Connection connection, Backup backup, ArchiveListing listing, String key, JobRun run)
            throws IOException {
        Plan.Spooled spooled = backup.requirePlan().spooled();
        // A clean-up may have removed the spool of a job that had failed; what is made anew has the same bytes.
        SequentialContent content = spooled == null || !Files.exists(spooled.file())
                ? archive(backup, listing)
                : new SpooledContent(spooled);
        Listener listener = new Listener(run, spooled == null ? null : spooled.size());
        Sent sent = new Transfer(connections, connection, listener, cacheControl(connection))
                .of(run.id())
                .send(new StreamedObject(
                        key,
                        backup.compression().mediaType(),
                        content,
                        backup.requirePlan().directory()));
        if (spooled != null && !sent.sha256().equals(spooled.sha256())) {
            throw new PublishException("'" + spooled.file() + "' has SHA-256 " + sent.sha256()
                    + ", but was written with " + spooled.sha256());
        }
        return sent;
    }

    static String cacheControl(S3Connection connection) {
        return connection.target().layout() == Layout.VERSIONED
                ? IMMUTABLE
                : connection.target().cacheControl();
    }

    private ArchiveContent archive(Backup backup, ArchiveListing listing) {
        return new ArchiveContent(listing, backup.compression(), backup.level(), settings.threadsOfOne(), bytes -> {});
    }

    /** How large an archive becomes is not known before it is made. */
    record Listener(JobRun run, ProgressMeter meter) implements TransferListener {
        Listener(JobRun run, @Nullable Long size) {
            this(run, new ProgressMeter("upload", "bytes", size, run::progress));
        }

        @Override
        public void begins(String key) {
            meter.at(key);
        }

        @Override
        public void sent(long bytes) {
            meter.add(bytes);
        }

        @Override
        public void resumed(String key, long bytes) {
            meter.skip(bytes);
        }

        @Override
        public void note(String line) {
            run.log().append(line);
        }
    }
}
