package dev.caravan.retention;

import dev.caravan.archive.Compression;
import dev.caravan.converter.BadInputException;
import dev.caravan.file.FileClaims;
import dev.caravan.job.JobRun;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.TargetSettings;
import dev.caravan.version.DatasetLocks;
import dev.caravan.version.DatasetLocks.Held;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean `unpublish`: takes one dataset out of its targets. What readers begin with goes first, so that nobody comes upon a part of
 * it; what says what is there goes last, so that an attempt that was cut off is taken up by the next. Each object is proven to be
 * gone.
 */
public class Unpublish {
    private static final Logger LOG = LoggerFactory.getLogger(Unpublish.class);

    private final PublishSettings settings;
    private final S3Connections connections;
    private final PublicationStore store;
    private final FileClaims claims;
    private final DatasetLocks locks;

    public Unpublish(
            PublishSettings settings,
            S3Connections connections,
            PublicationStore store,
            FileClaims claims,
            DatasetLocks locks) {
        this.settings = settings;
        this.connections = connections;
        this.store = store;
        this.claims = claims;
        this.locks = locks;
    }

    /**
     * Takes the dataset out of each of the targets.
     *
     * @throws PublishException a target refuses, fails, or still shows an object
     * @throws InterruptedIOException the job was cancelled
     * @throws BadInputException a target is not configured any more
     */
    public Unpublishing withdraw(@Body Unpublishing order, @ExchangeProperty(JobRun.PROPERTY) JobRun job)
            throws IOException {
        long removed = 0;
        for (String name : order.targets()) {
            removed += withdraw(order, target(name), job);
            store.remove(order.dataset(), name);
        }
        job.note("targets", order.targets());
        job.note("objects", removed);
        LOG.info("unpublished {}: {} objects from {}", order.dataset(), removed, String.join(", ", order.targets()));
        return order;
    }

    private long withdraw(Unpublishing order, TargetSettings target, JobRun job) throws IOException {
        try (S3Connection connection = connections.open(target);
                Held lock = locks.take(target.name(), order.dataset())) {
            job.onCancel(connection::close);
            job.log().append("taking " + order.dataset() + " out of target " + target.name() + ", " + target.place());
            S3Objects objects = new S3Objects(connection);
            List<List<String>> groups = new DatasetObjects(
                            objects,
                            target.prefix(),
                            order.dataset(),
                            archive(order.dataset(), target.name()),
                            this::isDataset,
                            job.log()::append)
                    .inOrder();
            long removed = 0;
            for (List<String> group : groups) {
                removed += new Removal(connection, lock, job).of(group);
            }
            return removed;
        } catch (IOException | RuntimeException e) {
            if (job.cancelled()) {
                throw (IOException) new InterruptedIOException("cancelled while '" + order.dataset()
                                + "' was taken out of target '" + target.name() + "'")
                        .initCause(e);
            }
            throw e;
        }
    }

    /** By the address of what was published, so that it is known without a manifest. */
    private Optional<Compression> archive(String dataset, String target) {
        return store.find(dataset, target)
                .flatMap(publication -> Compression.ofName(publication.address().getPath()));
    }

    private boolean isDataset(String key) {
        return claims.owned(key) || !store.find(key).isEmpty();
    }

    private TargetSettings target(String name) {
        return settings.targets().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("there is no target '" + name
                        + "' in caravan.publish.targets any more; configure it, or delete its objects by hand"));
    }
}
