package dev.caravan.s3;

import dev.caravan.s3.SweptUpload.Fate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds and removes uploads in parts that nobody will end: a server keeps, and charges for, their parts until somebody does. Those are
 * the ones whose job has ended or does not exist, and that have not gone on for long: one that is remembered counts from its last part,
 * one that nobody remembers from its beginning. What a job is still to end stays, however old it is. What a {@link Probe}
 * has left goes with them.
 */
public final class AbandonedUploads {
    /** Of more than so many, each of which costs a request, nobody is told how large they are. */
    private static final int MOST_MEASURED = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

    private final S3Connections connections;
    private final LivingJobs jobs;
    private final Clock clock;

    public AbandonedUploads(S3Connections connections, LivingJobs jobs, Clock clock) {
        this.connections = connections;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * What is there, how large it is, and what a sweep would do. Removes nothing.
     *
     * @param after age from which an upload is abandoned when no job is to end it
     * @throws PublishException when the target cannot be reached
     */
    public Swept look(TargetSettings target, Duration after) throws PublishException {
        Instant limit = clock.instant().minus(after);
        try (S3Connection connection = connections.open(target)) {
            OpenUploads open = OpenUploads.in(connection, connections.states());
            List<SweptUpload> uploads = new ArrayList<>();
            for (OpenUpload upload : open.all()) {
                Long bytes = uploads.size() < MOST_MEASURED ? bytes(connection, upload) : null;
                uploads.add(seen(upload, bytes, fate(upload, limit)));
            }
            return new Swept(target.name(), uploads, open.listed());
        }
    }

    /**
     * Removes what is abandoned below the target's prefix.
     *
     * @param after as of {@link #look}
     * @throws PublishException when the target cannot be reached
     */
    public Swept sweep(TargetSettings target, Duration after) throws PublishException {
        Instant limit = clock.instant().minus(after);
        try (S3Connection connection = connections.open(target)) {
            new LeftProbes(connection).remove(limit);
            OpenUploads open = OpenUploads.in(connection, connections.states());
            List<SweptUpload> uploads = open.all().stream()
                    .map(upload -> swept(connection, upload, limit))
                    .toList();
            return new Swept(target.name(), uploads, open.listed());
        }
    }

    private SweptUpload swept(S3Connection connection, OpenUpload upload, Instant limit) {
        Fate fate = fate(upload, limit);
        SweptUpload seen = seen(upload, null, fate);
        if (fate != Fate.ABANDONED) {
            return seen;
        } else if (hasGoneOn(connection.target(), upload)) {
            return seen.become(Fate.GOES_ON);
        }
        return seen.become(abort(connection, upload) ? Fate.REMOVED : Fate.REFUSED);
    }

    private Fate fate(OpenUpload upload, Instant limit) {
        if (!upload.job().isEmpty() && jobs.has(upload.job())) {
            return Fate.GOES_ON;
        }
        return upload.since().isAfter(limit) ? Fate.RECENT : Fate.ABANDONED;
    }

    /** A job may have taken it over since it was listed. */
    private boolean hasGoneOn(TargetSettings target, OpenUpload upload) {
        Optional<UploadState> now = connections.states().find(target.name(), upload.key());
        return now.isPresent()
                && now.get().upload().equals(upload.id())
                && !now.get().job().isEmpty()
                && jobs.has(now.get().job());
    }

    private boolean abort(S3Connection connection, OpenUpload upload) {
        String target = connection.target().name();
        try {
            new UnfinishedUpload(connection, upload.key(), upload.id()).abort();
            UploadState remembered = upload.remembered();
            if (remembered != null) {
                connections.states().end(target, remembered);
            }
            return true;
        } catch (SdkException e) {
            LOG.warn("target {}: the parts of {} stay: {}", target, upload.key(), e.getMessage());
            return false;
        }
    }

    private static @Nullable Long bytes(S3Connection connection, OpenUpload upload) {
        UploadState remembered = upload.remembered();
        return remembered == null
                ? new UnfinishedUpload(connection, upload.key(), upload.id()).bytes()
                : Long.valueOf(remembered.parts().values().stream()
                        .mapToLong(part -> part.digest().length())
                        .sum());
    }

    private static SweptUpload seen(OpenUpload upload, @Nullable Long bytes, Fate fate) {
        boolean remembered = upload.remembered() != null;
        return new SweptUpload(upload.key(), upload.id(), upload.since(), remembered, upload.job(), bytes, fate);
    }
}
