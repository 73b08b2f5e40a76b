package dev.caravan.history;

import dev.caravan.job.RedisLink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Reads the history. A question looks at a bounded number of entries, and Redis is held up for a few milliseconds at most. */
public final class Operations {
    private static final HistoryScript PAGE = new HistoryScript("history-page");
    /** In one script. */
    private static final int STEP = 250;
    /** Steps for one page. */
    private static final int MOST_STEPS = 40;

    private static final String STREAM = "history";

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public Operations(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** @param operationId in any form; one that cannot be ours is nobody's */
    public Optional<Operation> find(String operationId) {
        return OperationId.parse(operationId)
                .flatMap(id -> link
                        .attempt(() -> redis.<String, String>opsForStream()
                                .range(
                                        STREAM,
                                        Range.just(id.entry()),
                                        Limit.limit().count(1)))
                        .stream()
                        .findFirst())
                .map(Operations::operation);
    }

    /**
     * Some of the operations that are wanted.
     *
     * @param cursor what the page before said; null for the first
     * @param limit 1 or more
     * @throws IllegalArgumentException the cursor is none that a page has said
     */
    public OperationPage page(HistoryQuery query, @Nullable String cursor, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page of " + limit + " operations; it must be 1 or more");
        }
        List<Operation> items = new ArrayList<>();
        String last = cursor == null ? "" : entry(cursor);
        for (int step = 0; step < MOST_STEPS; step++) {
            last = step(query, last, limit - items.size(), items);
            if (last.isEmpty()) {
                return new OperationPage(items, null);
            }
            if (items.size() == limit) {
                break;
            }
        }
        return new OperationPage(items, OperationId.ofEntry(last).toString());
    }

    /** All that are wanted, however many; read as they are taken. */
    public Iterator<Operation> iterator(HistoryQuery query) {
        return new PagedOperations(this, query);
    }

    /** The same. */
    public Stream<Operation> stream(HistoryQuery query) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator(query), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** Returns the last id it has looked at; empty at the end. */
    private String step(HistoryQuery query, String last, int limit, List<Operation> items) {
        List<Object> arguments = new ArrayList<>(List.of(
                query.oldestFirst() ? "oldest" : "newest",
                query.since() == null ? "" : query.since().toEpochMilli(),
                query.until() == null ? "" : query.until().toEpochMilli(),
                last,
                STEP,
                limit));
        arguments.addAll(query.filters());
        List<?> answer = link.attempt(() -> PAGE.run(redis, arguments.toArray()));
        for (Object entry : answer.subList(1, answer.size())) {
            Operation operation = EntryFields.of((List<?>) entry).toOperation();
            if (query.location() == null || operation.isIn(query.location())) {
                items.add(operation);
            }
        }
        return String.valueOf(answer.get(0));
    }

    private static Operation operation(MapRecord<String, String, String> entry) {
        return new EntryFields(OperationId.ofEntry(entry.getId().getValue()), entry.getValue()).toOperation();
    }

    private static String entry(String cursor) {
        return OperationId.parse(cursor)
                .orElseThrow(() -> new IllegalArgumentException("'" + cursor + "' is no cursor of the history"))
                .entry();
    }
}
