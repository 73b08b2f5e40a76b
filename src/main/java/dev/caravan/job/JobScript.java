package dev.caravan.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * One atomic operation on the queue: `lua/<name>.lua`, with the transition table, `lua/history.lua`, `lua/job.lua` and
 * `lua/branch.lua` in front of it.
 * Redis' own clock is the only one it knows.
 */
final class JobScript {
    @SuppressWarnings("rawtypes") // what the driver makes of a Lua table
    private final RedisScript<List> script;

    JobScript(String name) {
        script = RedisScript.of(
                legalTransitions() + read("history") + read("job") + read("branch") + read(name), List.class);
    }

    Reply run(StringRedisTemplate redis, Object... arguments) {
        Object[] texts = Arrays.stream(arguments).map(String::valueOf).toArray();
        return Reply.of(redis.execute(script, List.of(), texts));
    }

    /** {@link JobState}'s table in Lua: `local LEGAL = {QUEUED={RUNNING=true, …}, …}`. */
    private static String legalTransitions() {
        return Arrays.stream(JobState.values())
                .map(from -> from.next().stream()
                        .map(to -> to + "=true")
                        .collect(Collectors.joining(", ", from + "={", "}")))
                .collect(Collectors.joining(", ", "local LEGAL = {", "}\n"));
    }

    private static String read(String name) {
        try (InputStream text = JobScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            if (text == null) {
                throw new IllegalStateException("lua/" + name + ".lua is missing from the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
