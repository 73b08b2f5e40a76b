package dev.caravan.api.history;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Location;
import dev.caravan.history.OperationStatus;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which operations a caller wants to see. */
final class OperationQuestion {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,40}");
    private static final Choice<OperationStatus> STATUS =
            Choice.of("status", OperationStatus.values(), OperationStatus::word);
    private static final Choice<Location> LOCATION = Choice.of("location", Location.values(), Location::word);
    private static final Choice<Boolean> OLDEST_FIRST =
            Choice.of("order", new Boolean[] {false, true}, oldest -> oldest ? "oldest" : "newest");

    private OperationQuestion() {}

    /** @throws BadRequestException naming the parameter */
    static HistoryQuery of(ApiRequest request) {
        HistoryQuery all = new HistoryQuery(
                "",
                "",
                types(request),
                STATUS.all(request),
                LOCATION.one(request).orElse(null),
                request.parameter("job").map(job -> Field.job("job", job)).orElse(""),
                Optional.ofNullable(
                                Field.label("user", request.parameter("user").orElse(null)))
                        .orElse(""),
                Field.time(request, "since"),
                Field.time(request, "until"),
                OLDEST_FIRST.one(request).orElse(false));
        String path = Field.path("path", request.parameter("path").orElse(null));
        return path == null ? all : all.at(path);
    }

    /** Stages may be called anything, so each word that could be one is allowed. */
    private static Set<String> types(ApiRequest request) {
        Set<String> types = new LinkedHashSet<>();
        for (String parameter : request.parameters("type")) {
            for (String word : parameter.split(",", -1)) {
                types.add(type(word));
            }
        }
        return types;
    }

    /** @throws BadRequestException it cannot be the type of an operation */
    static String type(String word) {
        if (!TYPE.matcher(word).matches()) {
            throw new BadRequestException("type", word, "a type of operation: 1 to 41 lower-case letters or '-'");
        }
        return word;
    }
}
