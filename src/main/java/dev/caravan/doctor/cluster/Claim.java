package dev.caravan.doctor.cluster;

import java.util.List;

/**
 * A PersistentVolumeClaim.
 *
 * @param name of the claim
 * @param key the setting that names it
 * @param modes of which it has to have one, such as ReadWriteMany
 */
public record Claim(String name, String key, List<String> modes) {

    public Claim {
        modes = List.copyOf(modes);
    }
}
