package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys below `caravan.publish`.
 *
 * @param targets where each octree goes, in this order; at least one
 * @param workers datasets that are uploaded at the same time
 * @param multipartThreshold larger objects are sent in parts of at least this size, 5 MiB to 5 GiB
 * @param contentTypes content types by file name extension (without the dot), beyond those that are built in
 * @param versions what becomes of versions in targets of the versioned layout
 */
public record PublishSettings(
        List<TargetSettings> targets,
        @DefaultValue("1") int workers,
        @DefaultValue("64MB") DataSize multipartThreshold,
        @DefaultValue Map<String, String> contentTypes,
        @DefaultValue VersionSettings versions) {
    private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(5);
    private static final DataSize LARGEST_PUT = DataSize.ofGigabytes(5);

    public PublishSettings {
        if (targets == null || targets.isEmpty()) {
            throw new InvalidSettingException("caravan.publish.targets", null, "a list of at least one target");
        }
        targets = List.copyOf(targets);
        requireDifferent(targets, TargetSettings::name, "a name that only one target has");
        requireDifferent(targets, TargetSettings::place, "an endpoint, bucket and prefix that only one target has");
        if (workers < 1 || workers > 64) {
            throw new InvalidSettingException("caravan.publish.workers", workers, "a number from 1 to 64");
        }
        if (multipartThreshold.compareTo(SMALLEST_PART) < 0 || multipartThreshold.compareTo(LARGEST_PUT) > 0) {
            throw new InvalidSettingException(
                    "caravan.publish.multipart-threshold", multipartThreshold, "a size from 5MB to 5GB");
        }
        contentTypes = contentTypes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), PublishSettings::requireContentType));
    }

    /** Buckets that the embedded server has to have; empty when no target uses it. */
    public Set<String> embeddedBuckets() {
        return targets.stream()
                .filter(TargetSettings::embedded)
                .map(TargetSettings::bucket)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Bytes up to which this target gets an object in one request. */
    public long largestWhole(TargetSettings target) {
        // The embedded server copies the parts once more to join them, and names them by the key's first directory,
        // which a name of more than 212 bytes does not survive.
        return (target.embedded() ? LARGEST_PUT : multipartThreshold).toBytes();
    }

    public TargetSettings target(String name) {
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no publish target is called '" + name + "'"));
    }

    private static void requireDifferent(
            List<TargetSettings> targets, Function<TargetSettings, String> property, String rule) {
        Set<String> seen = new HashSet<>();
        for (TargetSettings target : targets) {
            if (!seen.add(property.apply(target))) {
                throw new InvalidSettingException("caravan.publish.targets", property.apply(target), rule);
            }
        }
    }

    private static String requireContentType(Map.Entry<String, String> entry) {
        if (!entry.getValue().matches("[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[\\w.-]+)*")) {
            throw new InvalidSettingException(
                    "caravan.publish.content-types." + entry.getKey(),
                    entry.getValue(),
                    "a media type, for instance text/html");
        }
        return entry.getValue();
    }
}
