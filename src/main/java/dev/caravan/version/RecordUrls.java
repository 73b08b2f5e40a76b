package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The field `url` of the records of a dataset and of its files. */
public final class RecordUrls {
    private static final RedisScript<Long> FOLLOW =
            RedisScript.of(new ClassPathResource("lua/url-follow.lua"), Long.class);
    private static final String ONE_FILE = "file";

    private final StringRedisTemplate redis;

    public RecordUrls(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Writes another address into each record that has one of these. Others belong to another target, and stay. */
    void follow(Manifest manifest, List<URI> addresses, URI now) {
        List<String> arguments = new ArrayList<>(List.of(now.toString()));
        addresses.stream().map(URI::toString).forEach(arguments::add);
        redis.execute(FOLLOW, List.copyOf(records(manifest)), arguments.toArray());
    }

    private static Set<String> records(Manifest manifest) {
        Set<String> records = new LinkedHashSet<>();
        if (!manifest.unit().equals(ONE_FILE)) {
            records.add("dataset:" + manifest.dataset());
        }
        records.add("file:" + manifest.target());
        manifest.sources().forEach(source -> records.add("file:" + source.path()));
        return records;
    }
}
