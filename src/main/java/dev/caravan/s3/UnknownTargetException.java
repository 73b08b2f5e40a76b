package dev.caravan.s3;

import java.util.List;

/** A target is named that is not in the configuration: one that was removed while something waited for it, or that never was. */
public final class UnknownTargetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param configured names of those that are there */
    public UnknownTargetException(String name, List<String> configured) {
        super("target '" + name + "' is no longer configured: caravan.publish.targets has " + configured);
    }
}
