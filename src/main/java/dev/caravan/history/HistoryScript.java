package dev.caravan.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** One atomic operation on the history: `lua/<name>.lua`, with `lua/history.lua` in front of it. */
final class HistoryScript {
    @SuppressWarnings("rawtypes") // what the driver makes of a Lua table
    private final RedisScript<List> script;

    HistoryScript(String name) {
        script = RedisScript.of(read("history") + read(name), List.class);
    }

    List<?> run(StringRedisTemplate redis, Object... arguments) {
        Object[] texts = Arrays.stream(arguments).map(String::valueOf).toArray();
        return Objects.requireNonNull(redis.execute(script, List.of(), texts), "a history script gave no answer");
    }

    private static String read(String name) {
        try (InputStream text = HistoryScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            if (text == null) {
                throw new IllegalStateException("lua/" + name + ".lua is missing from the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
