package dev.caravan.s3;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the targets' servers: found out when it is first needed, and once more after a day. */
final class KnownCapabilities {
    private static final Duration FRESH = Duration.ofDays(1);
    /** Rights may be given at any time. */
    private static final Duration FRESH_WHEN_REFUSED = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(KnownCapabilities.class);

    private final RememberedCapabilities remembered;
    private final Clock clock;

    KnownCapabilities(RememberedCapabilities remembered, Clock clock) {
        this.remembered = remembered;
        this.clock = clock;
    }

    /** What was found out last. */
    Optional<Capabilities> of(TargetSettings target) {
        return remembered.find(target);
    }

    Optional<Capabilities> fresh(TargetSettings target) {
        return of(target).filter(known -> known.at()
                .plus(known.probed() ? FRESH : FRESH_WHEN_REFUSED)
                .isAfter(clock.instant()));
    }

    /** Asks the server when nobody has for a day. Two that ask at the same time do no harm. */
    Capabilities learn(S3Connection connection) throws PublishException {
        Optional<Capabilities> known = fresh(connection.target());
        return known.isPresent() ? known.get() : probe(connection);
    }

    Capabilities probe(S3Connection connection) throws PublishException {
        Capabilities found = new Probe(connection, clock).run();
        remembered.put(connection.target(), found);
        for (String consequence : found.consequences(connection.target())) {
            LOG.warn("target {}: {}", connection.target().name(), consequence);
        }
        return found;
    }
}
