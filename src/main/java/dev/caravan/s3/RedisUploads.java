package dev.caravan.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Uploads in parts in Redis: the hash `upload:<target>:<SHA-256 of the key>` with the fields `key`, `target`, `upload`,
 * `source`, `partSize`, `evidence`, `job`, `since` (milliseconds by Redis' clock: its beginning, or its last part), and `part:<number>` for each part that was received
 * ({@link ReceivedPart#text}). The set `uploads` has the hashes' names.
 */
public final class RedisUploads implements UploadStates {
    private static final String ALL = "uploads";
    private static final String PART = "part:";
    private static final String JOB = "job";
    private static final RedisScript<Long> BEGIN = script("upload-begin");
    private static final RedisScript<Long> RECEIVED = script("upload-received");
    private static final RedisScript<Long> END = script("upload-end");

    private final StringRedisTemplate redis;

    public RedisUploads(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Optional<UploadState> find(String target, String key) {
        Map<String, String> hash = redis.<String, String>opsForHash().entries(hash(target, key));
        return hash.isEmpty() ? Optional.empty() : Optional.of(state(hash));
    }

    @Override
    public List<RememberedUpload> all(String target) {
        List<RememberedUpload> found = new ArrayList<>();
        Set<String> names = redis.opsForSet().members(ALL);
        for (String name : names == null ? Set.<String>of() : names) {
            if (!name.startsWith(prefix(target))) {
                continue;
            }
            Map<String, String> hash = redis.<String, String>opsForHash().entries(name);
            if (!hash.isEmpty()) {
                found.add(
                        new RememberedUpload(state(hash), Instant.ofEpochMilli(Long.parseLong(field(hash, "since")))));
            }
        }
        return found;
    }

    @Override
    public void begin(String target, UploadState state) {
        List<String> arguments = new ArrayList<>(List.of(
                "key",
                state.key(),
                "target",
                target,
                "upload",
                state.upload(),
                "source",
                state.source(),
                "partSize",
                String.valueOf(state.partSize()),
                "evidence",
                state.evidence().name(),
                JOB,
                state.job()));
        state.parts().forEach((number, part) -> arguments.addAll(List.of(PART + number, part.text())));
        redis.execute(BEGIN, keys(target, state), arguments.toArray());
    }

    @Override
    public void received(String target, UploadState state, int number, ReceivedPart part) {
        redis.execute(RECEIVED, keys(target, state), state.upload(), PART + number, part.text());
    }

    @Override
    public void takenOver(String target, UploadState state, String job) {
        redis.execute(RECEIVED, keys(target, state), state.upload(), JOB, job);
    }

    @Override
    public long count(String target) {
        Set<String> names = redis.opsForSet().members(ALL);
        return names == null
                ? 0
                : names.stream().filter(name -> name.startsWith(prefix(target))).count();
    }

    @Override
    public void end(String target, UploadState state) {
        redis.execute(END, keys(target, state), state.upload());
    }

    private static List<String> keys(String target, UploadState state) {
        return List.of(hash(target, state.key()), ALL);
    }

    private static UploadState state(Map<String, String> hash) {
        Map<Integer, ReceivedPart> parts = new HashMap<>();
        hash.forEach((field, text) -> {
            if (field.startsWith(PART)) {
                parts.put(Integer.valueOf(field.substring(PART.length())), ReceivedPart.of(text));
            }
        });
        return new UploadState(
                field(hash, "key"),
                field(hash, "upload"),
                field(hash, "source"),
                Long.parseLong(field(hash, "partSize")),
                Evidence.valueOf(field(hash, "evidence")),
                hash.getOrDefault(JOB, ""),
                parts);
    }

    private static String field(Map<String, String> hash, String name) {
        String value = hash.get(name);
        if (value == null) {
            throw new IllegalStateException("the record of an upload has no field '" + name + "': " + hash);
        }
        return value;
    }

    private static String hash(String target, String key) {
        byte[] digest = ObjectDigests.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return prefix(target) + HexFormat.of().formatHex(digest);
    }

    /** A target's name has no colon. */
    private static String prefix(String target) {
        return "upload:" + target + ":";
    }

    private static RedisScript<Long> script(String name) {
        return RedisScript.of(new ClassPathResource("lua/" + name + ".lua"), Long.class);
    }
}
