package dev.caravan.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a published dataset is, and what it was made of. It lies as {@link #NAME} beside the dataset's objects.
 *
 * @param format of this manifest; {@link #FORMAT}
 * @param dataset its key
 * @param profile what was made of the sources: `octree`, `archive` or `geozarr`
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
    /** Of an octree, of a store of Zarr 3, of one of Zarr 2. */
    private static final List<String> ENTRANCES = List.of("metadata.json", "zarr.json", ".zmetadata");
    /** Beside these, those by which a reader of Zarr 2 would find a part of a store. */
    private static final Set<String> DOORS =
            Set.of("metadata.json", "zarr.json", ".zmetadata", ".zgroup", ".zarray", ".zattrs");

    public Manifest {
        require("dataset", dataset);
        require("profile", profile);
        require("created", created);
        require("unit", unit);
        require("target", target);
        require("producer", producer);
        if (!VersionName.isOne(require("version", version))) {
            throw new IllegalArgumentException(
                    "version is '" + version + "', expected is a name such as 20261122T164100Z-9f86d081");
        }
        sources = List.copyOf(require("sources", sources));
        objects = List.copyOf(require("objects", objects));
    }

    /** Sum of the objects' sizes, without the manifest itself. */
    public long bytes() {
        return objects.stream().mapToLong(PublishedObject::size).sum();
    }

    /** The object by which readers find the others; empty of an archive, which is one object. */
    public Optional<PublishedObject> entrance() {
        return ENTRANCES.stream()
                .flatMap(name -> objects.stream().filter(object -> object.name().equals(name)))
                .findFirst();
    }

    /** Whether an object of this name makes others visible: it is written last, and deleted first. */
    public static boolean isDoor(String name) {
        return DOORS.contains(name);
    }

    /** The same, of other objects. */
    public Manifest with(List<PublishedObject> newObjects) {
        return new Manifest(
                format,
                dataset,
                profile,
                version,
                created,
                unit,
                target,
                fingerprint,
                sources,
                producer,
                content,
                newObjects);
    }

    /** Whether it tells the same of the same: all but when it was written. */
    public boolean saysTheSameAs(Manifest other) {
        return equals(new Manifest(
                format,
                other.dataset,
                other.profile,
                version,
                created,
                other.unit,
                other.target,
                other.fingerprint,
                other.sources,
                other.producer,
                other.content,
                other.objects));
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /**
     * A source file.
     *
     * @param path absolute
     * @param size in bytes
     * @param sha256 lower-case hex; '' when the file was changed or gone before it could be read for this
     */
    public record Source(String path, long size, Instant modified, String sha256) {
        public Source {
            require("sources[].path", path);
            require("sources[].modified", modified);
            require("sources[].sha256", sha256);
        }
    }

    /**
     * What made the dataset.
     *
     * @param name of the converter, or of the archiver
     * @param version of it; '' when it does not say
     * @param options those that change what it makes, in the order of their names
     */
    public record Producer(String name, String version, Map<String, String> options) {
        /** Of an octree whose maker nobody has noted. */
        public static final Producer UNKNOWN = new Producer("unknown", "", Map.of());

        private static final int MARK_BYTES = 8;

        public Producer {
            require("producer.name", name);
            require("producer.version", version);
            options = Collections.unmodifiableMap(new TreeMap<>(require("producer.options", options)));
        }

        /**
         * 16 hex digits that are others when something else would be made of the same sources. The version is not in it, as most
         * versions change nothing; a converter whose output changes says so in an option.
         */
        public String mark() {
            StringBuilder text = new StringBuilder(name);
            options.forEach((option, value) ->
                    text.append('\0').append(option).append('\0').append(value));
            return HexFormat.of().formatHex(sha256(text.toString()), 0, MARK_BYTES);
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
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
    public record Content(long points, List<Double> minimum, List<Double> maximum, String projection) {
        public Content {
            minimum = List.copyOf(require("content.minimum", minimum));
            maximum = List.copyOf(require("content.maximum", maximum));
            require("content.projection", projection);
        }
    }

    /**
     * An object.
     *
     * @param name relative to the manifest's directory; see {@link #key}
     * @param size in bytes
     * @param sha256 lower-case hex
     * @param crc64nvme base64, as in `x-amz-checksum-crc64nvme`
     */
    public record PublishedObject(String name, long size, String contentType, String sha256, String crc64nvme) {
        private static final String ABOVE = "../";

        public PublishedObject {
            require("objects[].name", name);
            require("objects[].contentType", contentType);
            require("objects[].sha256", sha256);
            require("objects[].crc64nvme", crc64nvme);
        }

        /** The same object at another place. */
        public PublishedObject named(String newName) {
            return new PublishedObject(newName, size, contentType, sha256, crc64nvme);
        }

        /**
         * The object's own key. A name is relative to the manifest: that of an archive in the plain layout, which lies beside the
         * manifest's directory, begins with `../`.
         *
         * @param directory key of the manifest's directory, with a slash at the end
         */
        public String key(String directory) {
            return name.startsWith(ABOVE)
                    ? directory.substring(0, directory.lastIndexOf('/', directory.length() - 2) + 1)
                            + name.substring(ABOVE.length())
                    : directory + name;
        }
    }
}
