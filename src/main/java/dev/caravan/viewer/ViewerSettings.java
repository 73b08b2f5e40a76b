package dev.caravan.viewer;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.viewer`.
 *
 * @param origins of the pages that show octrees, such as `https://maps.example.org`; `*` for any; empty: nobody reads across origins
 * @param check whether each publication is looked at when it is there
 * @param apply whether a bucket's CORS rules and policy may be written when a browser cannot show what is in it
 * @param timeout of one request that looks at a publication
 * @param publicUrl what addresses of this service begin with, as those see it who get links; '' leaves the beginning out
 * @param requestsPerSecond that one address may send below `/view/`, in the long run
 * @param links how long links work
 */
public record ViewerSettings(
        @DefaultValue("*") List<String> origins,
        @DefaultValue("true") boolean check,
        @DefaultValue("false") boolean apply,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("") String publicUrl,
        @DefaultValue("500") int requestsPerSecond,
        @DefaultValue LinkSettings links) {
    /** In {@link #origins}: pages of any origin. */
    public static final String ANY = "*";

    private static final String KEY = "caravan.viewer.";
    private static final int MOST_REQUESTS = 100_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public ViewerSettings {
        origins = List.copyOf(origins);
        for (String origin : origins) {
            require(isOrigin(origin), "origins", origin, "'*', or an origin such as https://maps.example.org");
        }
        require(
                timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0,
                "timeout",
                timeout,
                "a duration from 100ms to 5m");
        require(
                publicUrl.isEmpty() || publicUrl.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?"),
                "public-url",
                publicUrl,
                "an http or https address, or ''");
        publicUrl = publicUrl.replaceFirst("/+$", "");
        require(
                requestsPerSecond >= 1 && requestsPerSecond <= MOST_REQUESTS,
                "requests-per-second",
                requestsPerSecond,
                "a number from 1 to " + MOST_REQUESTS);
    }

    /** Whether pages of this origin may read what links lead to. */
    public boolean lets(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }

    private static boolean isOrigin(String text) {
        return text.equals(ANY) || text.matches("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:\\d{1,5})?");
    }

    private static void require(boolean allowed, String key, Object value, String rule) {
        if (!allowed) {
            throw new InvalidSettingException(KEY + key, value, rule);
        }
    }
}
