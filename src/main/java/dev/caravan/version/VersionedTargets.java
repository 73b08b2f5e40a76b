package dev.caravan.version;

import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Targets in which versions lie side by side. */
public final class VersionedTargets {
    private final List<TargetSettings> targets;

    public VersionedTargets(PublishSettings settings) {
        this.targets = settings.targets().stream()
                .filter(target -> target.layout() == Layout.VERSIONED)
                .toList();
    }

    public List<TargetSettings> all() {
        return targets;
    }

    /**
     * One of them, or all.
     *
     * @param name null for all
     */
    List<TargetSettings> of(@Nullable String name) throws UnknownVersionException {
        List<TargetSettings> found = targets.stream()
                .filter(target -> name == null || target.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new UnknownVersionException(
                    name == null
                            ? "no target of this service has the versioned layout"
                            : "no target of the versioned layout is called '" + name + "'");
        }
        return found;
    }
}
