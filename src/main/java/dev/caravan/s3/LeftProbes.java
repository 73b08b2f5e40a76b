package dev.caravan.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a {@link Probe} was to remove again, and left there because its process was killed meanwhile. */
final class LeftProbes {
    private static final Logger LOG = LoggerFactory.getLogger(LeftProbes.class);

    private final S3Connection connection;

    LeftProbes(S3Connection connection) {
        this.connection = connection;
    }

    /**
     * Removes those that were written before {@code limit}. A target that forbids it keeps them, and that is said.
     *
     * @throws PublishException when the target cannot be reached
     */
    void remove(Instant limit) throws PublishException {
        TargetSettings target = connection.target();
        S3Objects objects = new S3Objects(connection);
        List<String> left = new ArrayList<>();
        try {
            objects.list(Probe.keys(target), object -> {
                if (!object.modified().isAfter(limit)) {
                    left.add(object.key());
                }
            });
            objects.delete(left);
        } catch (PublishException e) {
            if (!(e.getCause() instanceof S3Exception)) {
                throw e;
            }
            LOG.info("target {}: what probes have left below .caravan/ stays: {}", target.name(), e.getMessage());
        }
    }
}
