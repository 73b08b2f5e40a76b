package dev.caravan.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** How the tar is compressed. */
public enum Compression {
    GZIP(".tar.gz", "application/gzip", 1, 9),
    ZSTD(".tar.zst", "application/zstd", 1, 19);

    private static final int BUFFER = 1 << 16;

    private final String extension;
    private final String mediaType;
    private final int fastest;
    private final int smallest;

    Compression(String extension, String mediaType, int fastest, int smallest) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.fastest = fastest;
        this.smallest = smallest;
    }

    /** With both dots: `.tar.gz`. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** As settings and records have it: `gzip`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean allows(int level) {
        return level >= fastest && level <= smallest;
    }

    /** For people. */
    public String levels() {
        return "a number from " + fastest + " to " + smallest + " with " + word();
    }

    /**
     * The same bytes for the same tar and level, however many threads there are.
     *
     * @param tar is closed with what is returned
     * @param threads 1 or more
     */
    InputStream compress(InputStream tar, int level, int threads) {
        return switch (this) {
            case GZIP -> new ParallelGzip(tar, level, threads);
            case ZSTD -> new ZstdStream(tar, level, threads);
        };
    }

    /** @throws IOException when it does not begin as such a file does */
    InputStream expand(InputStream compressed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(compressed, BUFFER);
            case ZSTD -> new ZstdInputStreamNoFinalizer(compressed);
        };
    }

    /** By the end of a file's name; empty when it is none of them. */
    public static Optional<Compression> ofName(String name) {
        return Arrays.stream(values())
                .filter(compression -> name.endsWith(compression.extension))
                .findFirst();
    }
}
