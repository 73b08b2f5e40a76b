package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveContent;
import dev.caravan.archive.ArchiveListing;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.Proof;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.Transfer;
import dev.caravan.s3.TransferListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Sends one archive, from its spool or as it is made, and proves it. */
final class Carrier {
    private static final long PART = 64 << 20;

    private final S3Connections connections;
    private final ArchiveSettings settings;

    Carrier(S3Connections connections, ArchiveSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    Shipped send(S3Connection connection, Backup backup, ArchiveListing listing, String key, JobRun run)
            throws IOException {
        Plan.Spooled spooled = backup.requirePlan().spooled();
        if (spooled != null) {
            return sendFile(connection, backup, spooled, key, run);
        }
        ArchiveContent content =
                new ArchiveContent(listing, backup.compression(), backup.level(), settings.threadsOfOne(), bytes -> {});
        Path file = backup.requirePlan().directory().resolve(run.id());
        try {
            return sendFile(connection, backup, new Spool(file).write(content, run::cancelled), key, run);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Shipped sendFile(S3Connection connection, Backup backup, Plan.Spooled spooled, String key, JobRun run)
            throws IOException {
        LocalObject object = new LocalObject(
                spooled.file(), key, spooled.size(), backup.compression().mediaType(), PART, false);
        ProgressMeter meter = new ProgressMeter("upload", "bytes", spooled.size(), run::progress);
        TransferListener progress = new TransferListener() {
            @Override
            public void sent(long bytes) {
                meter.add(bytes);
            }
        };
        new Transfer(connections, connection, progress).send(List.of(object));
        HeadObjectResponse head = connection.require(key);
        Proof proof = Proof.of(object, head);
        if (proof.verdict() == Proof.Verdict.DIFFERENT) {
            throw new PublishException("target '" + connection.target().name() + "': " + key
                    + " is not what was sent: expected " + proof.expected() + ", found " + proof.found());
        }
        return new Shipped(
                spooled.size(),
                spooled.sha256(),
                "",
                String.valueOf(head.eTag()).replace("\"", ""));
    }
}
