package dev.caravan.api.geozarr;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.history.Acts;
import dev.caravan.geozarr.GeoZarrOrders;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.setting.Glob;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Has products converted once more when somebody wants it. */
public class GeoZarrAgainCalls {
    private static final int MOST = 10_000;
    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST = 1024;

    private final GeoZarrOrders orders;
    private final GeoZarrRecords records;
    private final Acts acts;

    public GeoZarrAgainCalls(GeoZarrOrders orders, GeoZarrRecords records, Acts acts) {
        this.orders = orders;
        this.records = records;
        this.acts = acts;
    }

    /**
     * `POST /geozarr/reprocess`: 200 for a dry run, else 202.
     *
     * @throws NotFoundException no product of a key that was named was ever published
     */
    public Answer again(ApiRequest request) {
        request.allowParameters();
        GeoZarrAgainBody body = Bodies.read(request, GeoZarrAgainBody.class);
        Set<String> keys = keys(body.datasets());
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        GeoZarrOrders.Wish wish = new GeoZarrOrders.Wish(
                Boolean.TRUE.equals(body.changed()), dryRun, request.caller().name());
        GeoZarrOrders.Given given = orders.again(keys, wish);
        ReprocessResult result = result(dryRun, given);
        String job = given.batch() != null ? given.batch() : only(given);
        if (job == null) {
            return new Answer(dryRun ? 200 : 202, Map.of(), Answer.JSON, result);
        }
        given.lines().stream()
                .filter(line -> line.job() != null)
                .forEach(line -> acts.of(request, "geozarr-reprocess", String.valueOf(line.job()), line.dataset()));
        return Answer.accepted(result, "/api/v1/jobs/" + job);
    }

    private static @Nullable String only(GeoZarrOrders.Given given) {
        return given.lines().stream()
                .map(GeoZarrOrders.Line::job)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static ReprocessResult result(boolean dryRun, GeoZarrOrders.Given given) {
        List<GeoZarrOrders.Line> lines = given.lines();
        long queued = lines.stream().filter(GeoZarrOrders.Line::goes).count();
        return new ReprocessResult(
                dryRun,
                lines.size(),
                queued,
                lines.size() - queued,
                given.batch(),
                lines.stream()
                        .limit(MOST_ITEMS)
                        .map(line -> new ReprocessItem(
                                line.source(),
                                line.dataset(),
                                line.goes() ? "convert" : "skip",
                                line.reason(),
                                line.job()))
                        .toList());
    }

    private Set<String> keys(@Nullable List<String> given) {
        if (given == null || given.isEmpty() || given.size() > MOST) {
            throw new BadRequestException(
                    "datasets", given == null ? null : given.size() + " of them", "a list of 1 to " + MOST);
        }
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            add("datasets[" + i + "]", given.get(i), keys);
        }
        if (keys.size() > MOST) {
            throw new BadRequestException("datasets", keys.size() + " of them", "patterns of at most " + MOST);
        }
        return keys;
    }

    private void add(String field, @Nullable String text, Set<String> keys) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            throw new BadRequestException(field, text, "a text of 1 to " + LONGEST + " characters");
        }
        if (text.matches("[^*?\\[{\\\\]+")) {
            if (records.find(text).isEmpty()) {
                throw new NotFoundException("no product was ever published as '" + text + "'");
            }
            keys.add(text);
            return;
        }
        try {
            keys.addAll(records.matching(Glob.of(text)::matches));
        } catch (PatternSyntaxException e) {
            throw new BadRequestException(field, text, "a pattern of dataset keys (" + e.getDescription() + ")");
        }
    }
}
