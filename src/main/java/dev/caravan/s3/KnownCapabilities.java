package dev.caravan.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the targets' servers: found out when it is first needed, once a start. */
final class KnownCapabilities {
    private static final Logger LOG = LoggerFactory.getLogger(KnownCapabilities.class);

    private final Map<String, Capabilities> byTarget = new ConcurrentHashMap<>();

    Optional<Capabilities> of(TargetSettings target) {
        return Optional.ofNullable(byTarget.get(target.name()));
    }

    /** Asks the server when nobody has. Two that ask at the same time do no harm. */
    Capabilities learn(S3Connection connection) throws PublishException {
        Optional<Capabilities> known = of(connection.target());
        return known.isPresent() ? known.get() : probe(connection);
    }

    Capabilities probe(S3Connection connection) throws PublishException {
        Capabilities found = new Probe(connection).run();
        byTarget.put(connection.target().name(), found);
        for (String consequence : found.consequences(connection.target())) {
            LOG.warn("target {}: {}", connection.target().name(), consequence);
        }
        return found;
    }
}
