package dev.caravan.config;

import dev.caravan.s3.Capabilities;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetCheck;
import dev.caravan.s3.TargetHealth;
import dev.caravan.s3.TargetSettings;
import dev.caravan.target.TargetStanding;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How targets are, where nothing is remembered of them: what their servers can do is tried, by one small object that is removed again.
 *
 * @param targets those that are looked at
 */
record OfflineTargets(PublishSettings settings, List<TargetSettings> targets, S3Connections connections)
        implements Supplier<List<TargetStanding>> {

    @Override
    public List<TargetStanding> get() {
        return targets.parallelStream().map(this::standing).toList();
    }

    private TargetStanding standing(TargetSettings target) {
        TargetHealth health = new TargetCheck(settings, connections).target(target.name());
        boolean there = health.state() == TargetHealth.State.REACHABLE;
        return new TargetStanding(target, health, there ? probed(target) : null, 0, 0, 0);
    }

    /** Null when it was away meanwhile: then it is said that nothing is known. */
    private @Nullable Capabilities probed(TargetSettings target) {
        try {
            return connections.capabilities(target);
        } catch (PublishException e) {
            return null;
        }
    }
}
