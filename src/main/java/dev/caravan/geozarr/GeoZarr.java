package dev.caravan.geozarr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.manifest.Manifest;
import dev.caravan.stac.Product;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product that becomes a GeoZarr, and goes to targets.
 *
 * @param id of its job
 * @param key of the dataset, below the prefix of each target
 * @param source address or absolute path of a STAC item or a Zarr store, as it was asked for
 * @param asset key of the item's asset that is the store
 * @param groups that are converted, absolute
 * @param targets names of those that it goes to
 * @param origin for whom
 * @param priority null for that of the job's type
 * @param product what the source leads to; null before that was looked at
 * @param result what the conversion made; null before
 * @param mark is another one when the product is, as far as its metadata tells; null before that was looked at
 * @param unless nothing is to be done when the product has this mark still; null when it is to be done in any case
 */
public record GeoZarr(
        String id,
        String key,
        String source,
        String asset,
        List<String> groups,
        List<String> targets,
        Origin origin,
        @Nullable Priority priority,
        @Nullable Product product,
        @Nullable Result result,
        @Nullable String mark,
        @Nullable String unless) {
    /** Of its manifest. */
    public static final String PROFILE = "geozarr";
    /** With what the key of each begins. */
    public static final String PLACE = "geozarr/";

    public GeoZarr {
        groups = List.copyOf(groups);
        targets = List.copyOf(targets);
    }

    /** As it is asked for, before anybody has looked at it. */
    public static GeoZarr asked(
            String id,
            String key,
            String source,
            String asset,
            List<String> groups,
            List<String> targets,
            Origin origin,
            @Nullable Priority priority) {
        return new GeoZarr(id, key, source, asset, groups, targets, origin, priority, null, null, null, null);
    }

    /**
     * A GeoZarr on disk.
     *
     * @param directory of the attempt that made it
     * @param producer what made it
     * @param version its name; null before it was proven
     */
    public record Result(
            Path directory,
            Manifest.Producer producer,
            @Nullable Instant proven,
            @Nullable String version) {

        /** The store itself. */
        public Path store() {
            return store(directory);
        }

        /** Where an attempt puts it. */
        public static Path store(Path attempt) {
            return attempt.resolve("product.zarr");
        }
    }

    public GeoZarr with(Product found) {
        return found(found, mark);
    }

    /** @param itsMark of the product, now */
    public GeoZarr found(Product found, @Nullable String itsMark) {
        return new GeoZarr(id, key, source, asset, groups, targets, origin, priority, found, result, itsMark, unless);
    }

    public GeoZarr with(Result made) {
        return new GeoZarr(id, key, source, asset, groups, targets, origin, priority, product, made, mark, unless);
    }

    /**
     * The same once more.
     *
     * @param newId of the new job
     * @param where targets that it goes to
     * @param unlessMark as {@link #unless}
     */
    public GeoZarr again(String newId, List<String> where, @Nullable String unlessMark) {
        return new GeoZarr(newId, key, source, asset, groups, where, origin, priority, null, null, null, unlessMark);
    }

    /** Whether there is nothing to do: the product is the one that was converted before. */
    @JsonIgnore
    public boolean isUnchanged() {
        return mark != null && mark.equals(unless);
    }

    public Product requireProduct() {
        return Objects.requireNonNull(product, "the source was looked at");
    }

    public Result requireResult() {
        return Objects.requireNonNull(result, "it was converted");
    }
}
