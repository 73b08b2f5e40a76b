package dev.caravan.api.history;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.api.NotFoundException;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operation;
import dev.caravan.history.Operations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what was done: a page of it, one operation, or all of it as JSON lines. */
public class OperationDetails {
    private static final String LINES = "application/x-ndjson";
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;
    private static final String[] FILTERS = {
        "path", "type", "status", "location", "job", "user", "since", "until", "order"
    };
    private static final String[] FILTERS_AND_PAGE =
            Stream.concat(Arrays.stream(FILTERS), Stream.of("limit", "cursor")).toArray(String[]::new);

    private final Operations operations;
    private final HistoryTargets targets;

    public OperationDetails(Operations operations, HistoryTargets targets) {
        this.operations = operations;
        this.targets = targets;
    }

    /** `GET /operations`: a page as JSON; all of it as lines for whoever accepts only these. */
    public Object list(ApiRequest request) {
        if (wantsLines(request.accept())) {
            return export(request);
        }
        request.allowParameters(FILTERS_AND_PAGE);
        return page(OperationQuestion.of(request), request);
    }

    /** `GET /operations/{id}`. */
    public Operation get(ApiRequest request) {
        request.allowParameters();
        String id = request.pathParameter("id");
        return operations
                .find(id)
                .orElseThrow(() -> new NotFoundException("the history has no operation '" + id + "'"));
    }

    /** `GET /files/history`; of a file of a dataset of many, that of its dataset. */
    public OperationListView ofFile(ApiRequest request) {
        request.allowParameters("path", "limit", "cursor");
        String path = Field.path("path", request.parameter("path").orElse(null));
        if (path == null || !path.startsWith("/")) {
            throw new BadRequestException("path", path, "the absolute path of a file");
        }
        return page(HistoryQuery.ALL.at(targets.of(path)), request);
    }

    /** `GET /operations/export`: read from Redis while it is sent, a page in memory at a time. */
    public Answer export(ApiRequest request) {
        request.allowParameters(FILTERS);
        return new Answer(200, Map.of(), LINES, new OperationLines(operations.iterator(OperationQuestion.of(request))));
    }

    private OperationListView page(HistoryQuery query, ApiRequest request) {
        int limit = (int) request.number("limit", 1, MOST, USUAL_LIMIT);
        @Nullable String cursor = request.parameter("cursor").orElse(null);
        try {
            return OperationListView.of(operations.page(query, cursor, limit));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("cursor", cursor, "the 'next' of the page before");
        }
    }

    private static boolean wantsLines(@Nullable String accept) {
        return accept != null
                && accept.toLowerCase(Locale.ROOT)
                        .replaceFirst("\\s*;.*", "")
                        .strip()
                        .equals(LINES);
    }
}
