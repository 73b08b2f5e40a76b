package dev.caravan.retention;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of retention for tests. */
final class ARetention {

    private ARetention() {}

    /** What is not said in a configuration. */
    static RetentionSettings standard() {
        return policy(null, null, null, 100);
    }

    static RetentionSettings policy(
            @Nullable Duration deletedAfter,
            @Nullable Duration after,
            @Nullable Duration keepOctrees,
            int most,
            String... protect) {
        return new RetentionSettings(
                RetentionSettings.AFTER_SCAN,
                50,
                true,
                "0 0 0 * * ?",
                deletedAfter,
                after,
                List.of(protect),
                keepOctrees,
                most);
    }
}
