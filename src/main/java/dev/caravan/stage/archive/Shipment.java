package dev.caravan.stage.archive;

import dev.caravan.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * An archive on its way to one target.
 *
 * @param backup with its plan; of a copy without one
 * @param target name of a target in the settings
 * @param from name of the target from which it is copied as it is there; null when it is made of its source
 */
public record Shipment(
        Backup backup, String target, @Nullable String from) {

    /** Made of its source. */
    public Shipment(Backup backup, String target) {
        this(backup, target, null);
    }

    /** Of what another target has: the source need not be there. */
    public static Shipment copy(Backup backup, String target, String from) {
        return new Shipment(backup, target, from);
    }

    /** What was archived. */
    public Dataset dataset() {
        return backup.dataset();
    }
}
