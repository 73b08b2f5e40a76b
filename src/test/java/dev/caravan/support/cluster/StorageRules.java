package dev.caravan.support.cluster;

import java.math.BigDecimal;

/** What the API server checks in PersistentVolumeClaims, ConfigMaps and Secrets. */
final class StorageRules {
    private static final int MOST_BYTES = 1024 * 1024;

    private StorageRules() {}

    static void claim(Place spec) {
        Place modes = spec.at("accessModes");
        if (modes.node().isEmpty()) {
            modes.flaw("Required value: at least 1 access mode is required");
        }
        modes.each().forEach(mode -> mode.oneOf("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"));
        if (modes.node().size() > 1 && modes.node().toString().contains("\"ReadWriteOncePod\"")) {
            modes.flaw("Forbidden: may not use ReadWriteOncePod with other access modes");
        }
        Place storage = spec.at("resources", "requests", "storage");
        if (!storage.exists()) {
            storage.flaw("Required value");
        } else if (Quantity.parse(storage.text()).orElse(BigDecimal.ZERO).signum() <= 0) {
            storage.flaw("Invalid value: \"" + storage.text() + "\": must be greater than zero");
        }
        spec.at("volumeMode").oneOf("Filesystem", "Block");
    }

    static void entries(Place object) {
        object.at("data").each().forEach(Names::configKey);
        object.at("binaryData").each().forEach(Names::configKey);
        object.at("stringData").each().forEach(Names::configKey);
        int size = object.at("data")
                .each()
                .mapToInt(entry -> entry.text().length())
                .sum();
        if (size > MOST_BYTES) {
            object.at("data").flaw("Too long: may not be more than 1048576 bytes");
        }
    }
}
