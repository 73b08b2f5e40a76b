package dev.caravan.target;

import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetCheck;
import dev.caravan.s3.TargetHealth;
import dev.caravan.s3.TargetSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks how the targets are. Takes some seconds when one of them is away; writes nothing. */
public final class TargetStandings {
    private final PublishSettings settings;
    private final TargetCheck check;
    private final S3Connections connections;
    private final PublicationStore publications;
    private final Clock clock;

    public TargetStandings(
            PublishSettings settings, S3Connections connections, PublicationStore publications, Clock clock) {
        this.settings = settings;
        this.check = new TargetCheck(settings, connections);
        this.connections = connections;
        this.publications = publications;
        this.clock = clock;
    }

    /** In the order of the configuration. */
    public List<TargetStanding> all() {
        Map<String, Long> datasets = publications.counts();
        List<TargetStanding> all = new ArrayList<>();
        for (TargetHealth health : check.targets()) {
            all.add(standing(health, datasets));
        }
        return all;
    }

    /**
     * Finds out anew what a target's server can do, for all instances.
     *
     * @throws PublishException when it cannot be reached, or has no such bucket
     */
    public TargetStanding probed(String target) throws PublishException {
        connections.probe(settings.target(target));
        return standing(check.target(target), publications.counts());
    }

    private TargetStanding standing(TargetHealth health, Map<String, Long> datasets) {
        TargetSettings target = settings.target(health.target());
        return new TargetStanding(
                target,
                health,
                connections.known(target).orElse(null),
                datasets.getOrDefault(target.name(), 0L),
                connections.unfinished(target),
                settings.bandwidth().at(clock.instant()));
    }
}
