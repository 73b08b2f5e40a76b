package dev.caravan.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers as long as this instance runs, in which settings do not change. */
final class OwnCapabilities implements RememberedCapabilities {
    private final Map<String, Capabilities> byTarget = new ConcurrentHashMap<>();

    @Override
    public Optional<Capabilities> find(TargetSettings target) {
        return Optional.ofNullable(byTarget.get(target.name()));
    }

    @Override
    public void put(TargetSettings target, Capabilities found) {
        byTarget.put(target.name(), found);
    }
}
