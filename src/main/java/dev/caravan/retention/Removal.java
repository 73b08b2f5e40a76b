package dev.caravan.retention;

import dev.caravan.job.JobRun;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import dev.caravan.version.DatasetLocks.Held;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes objects of one target under the lock of their dataset, and proves that they are gone: each by itself, or many by a list. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
    /** More are not asked for one by one, nor told. */
    private static final int MANY = 16;

    private final S3Connection connection;
    private final Held lock;
    private final JobRun job;

    Removal(S3Connection connection, Held lock, JobRun job) {
        this.connection = connection;
        this.lock = lock;
        this.job = job;
    }

    /**
     * Deletes those that are there.
     *
     * @return how many were
     */
    long of(List<String> keys) throws IOException {
        Optional<Set<String>> there = keys.size() > MANY ? listed(keys) : Optional.empty();
        return there.isPresent() ? ofMany(keys, there.get()) : ofEach(keys);
    }

    private long ofEach(List<String> keys) throws IOException {
        long removed = 0;
        for (String key : keys) {
            // Or somebody could publish, or roll back, in between.
            lock.renew();
            if (!connection.isAbsent(key)) {
                connection.delete(key);
                if (!connection.isAbsent(key)) {
                    throw stays(key);
                }
                job.log().append("deleted: " + key);
                removed++;
            }
        }
        return removed;
    }

    private long ofMany(List<String> keys, Set<String> there) throws IOException {
        for (String key : keys) {
            if (there.contains(key)) {
                lock.renew();
                connection.delete(key);
            }
        }
        lock.renew();
        for (String key : listed(keys).orElse(there)) {
            if (!connection.isAbsent(key)) {
                throw stays(key);
            }
        }
        job.log().append("deleted: " + there.size() + " objects below " + directory(keys));
        return there.size();
    }

    /** Those of the keys that the server lists; empty when it does not let us list. */
    private Optional<Set<String>> listed(Collection<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        Set<String> found = new HashSet<>();
        try {
            new S3Objects(connection).list(directory(keys), object -> {
                if (wanted.contains(object.key())) {
                    found.add(object.key());
                }
            });
            return Optional.of(found);
        } catch (PublishException e) {
            LOG.debug("asking for each object instead: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** What all of them begin with, up to a slash. */
    private static String directory(Collection<String> keys) {
        String shared = keys.iterator().next();
        for (String key : keys) {
            while (!key.startsWith(shared)) {
                shared = shared.substring(0, shared.length() - 1);
            }
        }
        return shared.substring(0, shared.lastIndexOf('/') + 1);
    }

    private PublishException stays(String key) {
        return new PublishException("target '" + connection.target().name() + "': " + key
                + " was deleted, but the server does not say that it is gone");
    }
}
