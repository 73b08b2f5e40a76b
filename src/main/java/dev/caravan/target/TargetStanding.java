package dev.caravan.target;

import dev.caravan.s3.Capabilities;
import dev.caravan.s3.TargetHealth;
import dev.caravan.s3.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a target is now.
 *
 * @param settings as they are configured, with secrets: not to be shown as a whole
 * @param capabilities of its server as they were found out last; null before that
 * @param datasets how many are published there
 * @param unfinished how many uploads in parts have begun and not ended, as far as this service remembers them
 * @param bandwidth bytes a second that all uploads of an instance may send together at this moment; 0 for no limit
 */
public record TargetStanding(
        TargetSettings settings,
        TargetHealth health,
        @Nullable Capabilities capabilities,
        long datasets,
        long unfinished,
        long bandwidth) {

    public boolean isReachable() {
        return health.state() == TargetHealth.State.REACHABLE;
    }

    /** In what its server differs from others, and what is done instead; empty when it does not, or when that is not known yet. */
    public List<String> consequences() {
        return capabilities == null ? List.of() : capabilities.consequences(settings);
    }

    /** All that somebody should know of it, each as one line; empty when all is well. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!isReachable()) {
            notes.add(health.state() + ": " + health.detail());
        }
        if (capabilities == null) {
            notes.add("what its server can do is not known yet: caravan targets --probe " + settings.name()
                    + " finds it out, as does the first large upload");
        }
        notes.addAll(consequences());
        if (unfinished > 0) {
            notes.add(unfinished + (unfinished == 1 ? " upload in parts has" : " uploads in parts have")
                    + " not ended: caravan targets sweep " + settings.name() + " tells which nobody will end");
        }
        return notes;
    }
}
