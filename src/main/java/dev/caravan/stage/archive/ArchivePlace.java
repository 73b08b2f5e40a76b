package dev.caravan.stage.archive;

import dev.caravan.archive.Compression;
import dev.caravan.converter.BadInputException;
import dev.caravan.manifest.Manifest;
import dev.caravan.s3.Layout;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.TargetSettings;
import java.util.Arrays;

/**
 * Where an archive is in a target. Plain: `<prefix><key>.tar.gz`, with its manifest as `<prefix><key>/caravan.json`. Versioned: both in
 * `<prefix><key>/<version>/`.
 *
 * @param directory key of what the manifest lies in, with a slash at the end
 * @param name of the archive, relative to the directory
 * @param key of the archive
 */
record ArchivePlace(String directory, String name, String key) {

    /** @throws BadInputException when S3 cannot have such a key */
    static ArchivePlace of(Shipment shipment, TargetSettings target) {
        Backup backup = shipment.backup();
        Plan plan = backup.requirePlan();
        String top = plan.name()
                .substring(
                        0,
                        plan.name().length() - backup.compression().extension().length());
        return of(target, shipment.dataset().key(), plan.version(), top, backup.compression());
    }

    /**
     * Of any version.
     *
     * @param top name of the file or directory that was archived
     * @throws BadInputException when S3 cannot have such a key
     */
    static ArchivePlace of(TargetSettings target, String dataset, String version, String top, Compression compression) {
        String base = target.prefix() + dataset;
        String extension = compression.extension();
        String last = base.substring(base.lastIndexOf('/') + 1);
        ArchivePlace place = target.layout() == Layout.VERSIONED
                ? in(base + "/" + version + "/", top + extension)
                : new ArchivePlace(base + "/", "../" + last + extension, base + extension);
        place.requireAllowed();
        return place;
    }

    /** The key of the archive that a publication is of. */
    static String key(String directory, Backup backup, Layout layout) {
        return layout == Layout.VERSIONED
                ? directory + backup.requirePlan().name()
                : directory.substring(0, directory.length() - 1)
                        + backup.compression().extension();
    }

    String manifest() {
        return directory + Manifest.NAME;
    }

    /** Whether an archive of the same dataset may have this key, however it is compressed. */
    boolean mayBe(String other) {
        String stem = key.substring(
                0,
                key.length() - Compression.ofName(key).orElseThrow().extension().length());
        return Arrays.stream(Compression.values()).anyMatch(one -> other.equals(stem + one.extension()));
    }

    private static ArchivePlace in(String directory, String name) {
        return new ArchivePlace(directory, name, directory + name);
    }

    private void requireAllowed() {
        for (String one : new String[] {key, manifest()}) {
            int bytes = ObjectNames.bytes(one);
            if (bytes > ObjectNames.LONGEST_KEY) {
                throw new BadInputException("the key '" + one + "' has " + bytes + " bytes, S3 allows "
                        + ObjectNames.LONGEST_KEY + ": shorten the names of the source's directories");
            }
        }
    }
}
