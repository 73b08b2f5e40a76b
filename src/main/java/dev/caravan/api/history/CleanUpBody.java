package dev.caravan.api.history;

import dev.caravan.api.BadRequestException;
import dev.caravan.api.Choice;
import dev.caravan.stage.cleanup.Kind;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of `POST /clean-up`. Nothing of it has a default but `dryRun`: what is deleted is said. */
@Schema(
        name = "CleanUpRequest",
        requiredProperties = {"olderThanDays", "what"})
record CleanUpBody(
        @Schema(description = "Days, 1 to 36500.", example = "30", minimum = "1", maximum = "36500") @Nullable
        Integer olderThanDays,

        @ArraySchema(
                minItems = 1,
                schema =
                        @Schema(
                                allowableValues = {"jobs", "history", "logs"},
                                description = "Ended jobs with their logs; operations; logs."))
        @Nullable
        List<String> what,

        @Schema(description = "Only count; false when it is left out.") @Nullable
        Boolean dryRun) {
    private static final int MOST_DAYS = 36_500;
    private static final Choice<Kind> KIND = Choice.of("what", Kind.values(), Kind::word);

    /** @throws BadRequestException it is missing, or too small or too large */
    Duration age() {
        if (olderThanDays == null || olderThanDays < 1 || olderThanDays > MOST_DAYS) {
            throw new BadRequestException(
                    "olderThanDays",
                    olderThanDays == null ? null : olderThanDays.toString(),
                    "a whole number from 1 to " + MOST_DAYS);
        }
        return Duration.ofDays(olderThanDays);
    }

    /** @throws BadRequestException there are none, or an unknown one */
    Set<Kind> kinds() {
        if (what == null || what.isEmpty()) {
            throw new BadRequestException(
                    "what",
                    what == null ? null : "[]",
                    "a list of one or more of " + KIND.words().keySet());
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        what.forEach(word -> kinds.add(KIND.value(word)));
        return kinds;
    }
}
