package dev.caravan.geozarr;

import dev.caravan.job.Origin;
import dev.caravan.manifest.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What is known of products that were published at some time: the hash `geozarr:products` has, by the dataset's key, what was asked for
 * last and what was found; the hash `geozarr:jobs` the newest job that works on it, or did.
 */
public final class GeoZarrRecords {
    /** How a manifest's producer calls the groups. */
    public static final String GROUPS = "groups";

    private static final String PRODUCTS = "geozarr:products";
    private static final String JOBS = "geozarr:jobs";

    private final StringRedisTemplate redis;

    public GeoZarrRecords(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** From now on this job works on the dataset. */
    public void begun(String dataset, String job) {
        redis.opsForHash().put(JOBS, dataset, job);
    }

    /** Id of the newest job of the dataset, which may have ended. */
    public Optional<String> job(String dataset) {
        return Optional.ofNullable(redis.<String, String>opsForHash().get(JOBS, dataset));
    }

    /** It is published; in place of what was known. */
    public void published(GeoZarr geoZarr) {
        redis.opsForHash().put(PRODUCTS, geoZarr.key(), text(geoZarr));
    }

    public Optional<GeoZarr> find(String dataset) {
        return Optional.ofNullable(redis.<String, String>opsForHash().get(PRODUCTS, dataset))
                .map(text -> GeoZarrJson.read(text, GeoZarr.class));
    }

    /** Keys of all that match, in their order. */
    public SortedSet<String> matching(Predicate<String> wanted) {
        SortedSet<String> keys = new TreeSet<>();
        ScanOptions pages = ScanOptions.scanOptions().count(1000).build();
        try (Cursor<java.util.Map.Entry<String, String>> all =
                redis.<String, String>opsForHash().scan(PRODUCTS, pages)) {
            all.forEachRemaining(entry -> {
                if (wanted.test(entry.getKey())) {
                    keys.add(entry.getKey());
                }
            });
        }
        return keys;
    }

    /**
     * Writes what a manifest tells of its product, unless something is known of it already: the item that led to the store is lost.
     *
     * @param target that has the dataset
     * @param job that restores it
     * @return `recorded`, `kept`, or why it cannot be restored, as a clause
     */
    public String restore(Manifest manifest, String target, String job, boolean dryRun) {
        if (find(manifest.dataset()).isPresent()) {
            return "kept";
        }
        List<String> groups = Arrays.stream(
                        manifest.producer().options().getOrDefault(GROUPS, "").split(" "))
                .filter(group -> !group.isEmpty())
                .toList();
        if (groups.isEmpty()) {
            return "its manifest does not say which groups were converted";
        }
        if (!dryRun) {
            GeoZarr product = GeoZarr.asked(
                    job, manifest.dataset(), manifest.target(), "", groups, List.of(target), Origin.NONE, null);
            redis.opsForHash().putIfAbsent(PRODUCTS, manifest.dataset(), text(product));
        }
        return "recorded";
    }

    /** Without what is on disk, which is gone when it is published. */
    private static String text(GeoZarr geoZarr) {
        GeoZarr asked = geoZarr.again(geoZarr.id(), geoZarr.targets(), null);
        return GeoZarrJson.write(
                geoZarr.product() == null ? asked : asked.found(geoZarr.requireProduct(), geoZarr.mark()));
    }
}
