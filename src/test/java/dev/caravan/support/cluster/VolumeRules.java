package dev.caravan.support.cluster;

import java.util.HashSet;
import java.util.Set;

/** Volumes of a pod: each has a name of its own and one source. */
final class VolumeRules {
    private VolumeRules() {}

    /** @return the names of the volumes */
    static Set<String> names(Place volumes) {
        Set<String> names = new HashSet<>();
        volumes.each().forEach(volume -> {
            Names.label(volume.at("name"));
            if (!names.add(volume.at("name").text())) {
                volume.at("name").flaw("Duplicate value: \"" + volume.at("name").text() + "\"");
            }
            source(volume);
        });
        return names;
    }

    private static void source(Place volume) {
        if (volume.node().size() != 2) {
            volume.flaw("Invalid value: must specify one volume type, and may not specify more than 1");
        }
        if (volume.at("emptyDir", "sizeLimit").exists()
                && Quantity.parse(volume.at("emptyDir", "sizeLimit").text())
                        .filter(size -> size.signum() >= 0)
                        .isEmpty()) {
            volume.at("emptyDir", "sizeLimit").flaw("Forbidden: SizeLimit field must be a valid resource quantity");
        }
        volume.at("emptyDir", "medium").oneOf("", "Memory", "HugePages");
        if (volume.at("persistentVolumeClaim").exists()
                && volume.at("persistentVolumeClaim", "claimName").text().isEmpty()) {
            volume.at("persistentVolumeClaim", "claimName").flaw("Required value");
        }
        if (volume.at("hostPath").exists()
                && volume.at("hostPath", "path").text().isEmpty()) {
            volume.at("hostPath", "path").flaw("Required value");
        }
        if (volume.at("secret").exists()
                && volume.at("secret", "secretName").text().isEmpty()) {
            volume.at("secret", "secretName").flaw("Required value");
        }
    }
}
