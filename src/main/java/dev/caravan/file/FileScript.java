package dev.caravan.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.data.redis.core.script.RedisScript;

/** Loads the scripts of this package, each with the functions that they share. */
final class FileScript {
    private static final String VERDICT = text("file-verdict");
    private static final String TAKE = text("file-take");
    private static final String PUBLISHED = text("published");

    private FileScript() {}

    static <T> RedisScript<T> load(String name, Class<T> answer) {
        return RedisScript.of(VERDICT + text(name), answer);
    }

    /** One that claims. */
    static <T> RedisScript<T> loadClaim(String name, Class<T> answer) {
        return RedisScript.of(VERDICT + TAKE + text(name), answer);
    }

    /** One about datasets that are published. */
    static <T> RedisScript<T> loadPublished(String name, Class<T> answer) {
        return RedisScript.of(VERDICT + TAKE + PUBLISHED + text(name), answer);
    }

    /** One that does not judge a file's version. */
    static <T> RedisScript<T> plain(String name, Class<T> answer) {
        return RedisScript.of(text(name), answer);
    }

    private static String text(String name) {
        try (InputStream in = FileScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no lua/" + name + ".lua");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
