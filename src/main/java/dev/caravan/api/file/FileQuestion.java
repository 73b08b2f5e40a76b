package dev.caravan.api.file;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.file.FileFilter;
import dev.caravan.file.FileStatus;
import dev.caravan.stage.scan.PathPattern;
import dev.caravan.stage.scan.SourceRules;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files a caller wants to see.
 *
 * @param after path behind which the page begins; null for the beginning
 */
record FileQuestion(FileFilter filter, int limit, @Nullable String after) {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;
    private static final int LONGEST_PATTERN = 4096;
    private static final Choice<String> STATUS = Choice.of(
            "status",
            Stream.concat(Stream.of(FileStatus.values()).map(Enum::name), Stream.of(FileFilter.UNKNOWN))
                    .toArray(String[]::new),
            word -> word);

    private static final Choice<Boolean> DELETED = Choice.of("deleted", new Boolean[] {true, false}, String::valueOf);

    /** @throws BadRequestException naming the parameter */
    static FileQuestion of(ApiRequest request, SourceRules rules) {
        request.allowParameters("status", "prefix", "glob", "user", "project", "deleted", "limit", "cursor");
        String prefix = Objects.requireNonNullElse(Field.path("prefix", text(request, "prefix")), "");
        Optional<PathPattern> pattern = request.parameter("glob").map(glob -> pattern("glob", glob, rules));
        String begin = pattern.map(PathPattern::prefix).orElse("");
        FileFilter filter = FileFilter.ALL
                .of(STATUS.all(request))
                .below(begin.length() > prefix.length() ? begin : prefix)
                .matching(path -> path.startsWith(prefix)
                        && pattern.map(p -> p.matches(path)).orElse(true))
                .labelled(label(request, "user"), label(request, "project"))
                .deleted(DELETED.one(request).orElse(null));
        Optional<String> after = request.parameter("cursor").map(cursor -> PathCursor.parse(cursor, filter.prefix()));
        return new FileQuestion(filter, (int) request.number("limit", 1, MOST, USUAL_LIMIT), after.orElse(null));
    }

    /** @throws BadRequestException it is no pattern, or leads out of the source directories */
    static PathPattern pattern(String field, String glob, SourceRules rules) {
        Field.text(field, glob, LONGEST_PATTERN);
        try {
            return rules.pattern(glob);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(field, glob, String.valueOf(e.getMessage()));
        }
    }

    private static String label(ApiRequest request, String name) {
        return Objects.requireNonNullElse(Field.label(name, text(request, name)), "");
    }

    private static @Nullable String text(ApiRequest request, String name) {
        return request.parameter(name).orElse(null);
    }
}
