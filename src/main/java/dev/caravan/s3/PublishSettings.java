package dev.caravan.s3;

import dev.caravan.s3.limit.BandwidthSettings;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys below `caravan.publish`.
 *
 * @param targets where each octree goes, in this order; at least one
 * @param workers datasets that are uploaded at the same time
 * @param multipartThreshold larger objects are sent in parts of at least this size, 5 MiB to 5 GiB
 * @param partSize of parts, where 10 000 of them suffice; larger ones for larger objects
 * @param memory bytes of content that wait in memory to be sent, over all uploads of this instance
 * @param connections requests with content at a time, over all uploads of this instance
 * @param retry how often a request is made
 * @param bandwidth how many bytes a second may go
 * @param sweep of uploads in parts that nobody will end
 * @param credentials by the names that targets call them
 * @param contentTypes content types by file name extension (without the dot), beyond those that are built in
 * @param versions what becomes of versions in targets of the versioned layout
 * @param runner the route that sends octrees: `direct:publish-<runner>`
 * @param kubernetes what `publish-kubernetes` orders of a cluster
 */
public record PublishSettings(
        List<TargetSettings> targets,
        @DefaultValue("1") int workers,
        @DefaultValue("64MB") DataSize multipartThreshold,
        @DefaultValue("8MB") DataSize partSize,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("8") int connections,
        @DefaultValue RetrySettings retry,
        @DefaultValue BandwidthSettings bandwidth,
        @DefaultValue SweepSettings sweep,
        @DefaultValue Map<String, CredentialSettings> credentials,
        @DefaultValue Map<String, String> contentTypes,
        @DefaultValue VersionSettings versions,
        @DefaultValue(BUILTIN) String runner,
        @DefaultValue PodSettings kubernetes) {
    private static final String BUILTIN = "builtin";
    private static final List<String> RUNNERS = List.of(BUILTIN, "kubernetes");
    private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(5);
    private static final DataSize SMALLEST_MEMORY = DataSize.ofMegabytes(1);
    private static final DataSize LARGEST_PUT = DataSize.ofGigabytes(5);

    @ConstructorBinding
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
        if (partSize.compareTo(SMALLEST_PART) < 0 || partSize.compareTo(LARGEST_PUT) > 0) {
            throw new InvalidSettingException("caravan.publish.part-size", partSize, "a size from 5MB to 5GB");
        }
        if (memory.compareTo(SMALLEST_MEMORY) < 0 || memory.compareTo(LARGEST_PUT) > 0) {
            throw new InvalidSettingException("caravan.publish.memory", memory, "a size from 1MB to 5GB");
        }
        if (connections < 1 || connections > 256) {
            throw new InvalidSettingException("caravan.publish.connections", connections, "a number from 1 to 256");
        }
        credentials = Map.copyOf(credentials);
        credentials.forEach((name, one) -> one.require(name));
        targets.forEach(new KnownCredentials(credentials.keySet())::require);
        contentTypes = contentTypes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), PublishSettings::requireContentType));
        if (!RUNNERS.contains(runner)) {
            throw new InvalidSettingException("caravan.publish.runner", runner, "one of " + RUNNERS);
        }
        kubernetes.requireTargets(targets.stream().map(TargetSettings::name).toList());
    }

    /** Everything is sent by the service itself. */
    public PublishSettings(
            List<TargetSettings> targets,
            int workers,
            DataSize multipartThreshold,
            DataSize partSize,
            DataSize memory,
            int connections,
            RetrySettings retry,
            BandwidthSettings bandwidth,
            SweepSettings sweep,
            Map<String, CredentialSettings> credentials,
            Map<String, String> contentTypes,
            VersionSettings versions) {
        this(
                targets,
                workers,
                multipartThreshold,
                partSize,
                memory,
                connections,
                retry,
                bandwidth,
                sweep,
                credentials,
                contentTypes,
                versions,
                BUILTIN,
                PodSettings.usual());
    }

    /** With the defaults of everything else. */
    public PublishSettings(
            List<TargetSettings> targets, int workers, DataSize multipartThreshold, Map<String, String> contentTypes) {
        this(
                targets,
                workers,
                multipartThreshold,
                DataSize.ofMegabytes(8),
                DataSize.ofMegabytes(64),
                8,
                RetrySettings.usual(),
                BandwidthSettings.unlimited(),
                SweepSettings.usual(),
                Map.of(),
                contentTypes,
                VersionSettings.usual());
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

    /**
     * Bytes of the parts that an object of this size is sent in; at least its size where it is sent whole.
     *
     * @throws PublishException when S3 cannot have it
     */
    public long partSize(TargetSettings target, String key, long size) throws PublishException {
        long largestWhole = largestWhole(target);
        return size <= largestWhole ? largestWhole : PartSize.of(key, size, usualPartSize());
    }

    /** A part that is larger than what may be sent whole would be strange. */
    long usualPartSize() {
        return Math.min(partSize.toBytes(), multipartThreshold.toBytes());
    }

    /** How to sign in at this target; without any key or profile, as AWS' default chain finds it. */
    CredentialSettings credentials(TargetSettings target) {
        CredentialSettings own =
                new CredentialSettings(target.accessKey(), target.secretKey(), Secret.NONE, target.profile());
        return target.credentials().isEmpty()
                ? own
                : Objects.requireNonNull(credentials.get(target.credentials()), target.credentials());
    }

    public TargetSettings target(String name) {
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownTargetException(
                        name, targets.stream().map(TargetSettings::name).toList()));
    }

    private record KnownCredentials(Set<String> names) {
        void require(TargetSettings target) {
            if (!target.credentials().isEmpty() && !names.contains(target.credentials())) {
                throw new InvalidSettingException(
                        "caravan.publish.targets[" + target.name() + "].credentials",
                        target.credentials(),
                        "'' or the name of an item of caravan.publish.credentials: " + new TreeSet<>(names));
            }
        }
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
