package dev.caravan.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a published dataset is, and what it was made of. It lies as {@link #NAME} beside the dataset's objects.
 *
 * @param format of this manifest; {@link #FORMAT}
 * @param dataset its key
 * @param profile what was made of the sources: `octree` or `archive`
 * @param version names this version of the dataset, in the order in which they were made:
 *     `<UTC time, yyyyMMdd'T'HHmmss'Z'>-<8 hex digits of what it was made of, and how>`
 * @param created when what is published was made and proven
 * @param unit FILE, DIRECTORY or MANIFEST, in lower case; what one dataset is in its source
 * @param target absolute path of the file, directory or manifest
 * @param fingerprint of a dataset of many files; null of one file
 * @param sources its files
 * @param producer what made it
 * @param content what is in it; null of an archive
 * @param objects beside the manifest, in the order of their names
 */
public record Manifest(
        int format,
        String dataset,
        String profile,
        String version,
        Instant created,
        String unit,
        String target,
        @Nullable String fingerprint,
        List<Source> sources,
        Producer producer,
        @Nullable Content content,
        List<PublishedObject> objects) {
    public static final String NAME = "caravan.json";
    public static final int FORMAT = 1;

    public Manifest {
        sources = List.copyOf(sources);
        objects = List.copyOf(objects);
    }

    /**
     * A source file.
     *
     * @param path absolute
     * @param size in bytes
     * @param sha256 lower-case hex
     */
    public record Source(String path, long size, Instant modified, String sha256) {}

    /**
     * What made the dataset.
     *
     * @param name of the converter, or of the archiver
     * @param version of it; '' when it does not say
     * @param options those that change what it makes
     */
    public record Producer(String name, String version, Map<String, String> options) {
        public Producer {
            options = Map.copyOf(options);
        }
    }

    /**
     * What an octree holds.
     *
     * @param points how many it was proven to hold
     * @param minimum x, y, z, in the unit of the projection
     * @param maximum x, y, z
     * @param projection as `metadata.json` has it; '' when it is not known
     */
    public record Content(long points, List<Double> minimum, List<Double> maximum, String projection) {}

    /**
     * An object.
     *
     * @param name below the dataset's directory
     * @param size in bytes
     * @param sha256 lower-case hex
     * @param crc64nvme base64, as in `x-amz-checksum-crc64nvme`
     */
    public record PublishedObject(String name, long size, String contentType, String sha256, String crc64nvme) {}
}
