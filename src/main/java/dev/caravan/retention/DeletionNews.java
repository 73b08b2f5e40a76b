package dev.caravan.retention;

import dev.caravan.file.KnownDataset;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.history.OperationStatus;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Tells of what was deleted: an operation in the history for each dataset, and one for each look that has news; an entry of kind
 * `deleted` in the stream `events` for each of these looks.
 */
public final class DeletionNews {
    private static final RedisScript<Long> EVENT =
            RedisScript.of(new ClassPathResource("lua/deleted-event.lua"), Long.class);

    private final StringRedisTemplate redis;
    private final History history;

    public DeletionNews(StringRedisTemplate redis, History history) {
        this.redis = redis;
        this.history = history;
    }

    /** @param key dataset key; '' when another has it by now */
    void marked(KnownDataset dataset, String key) {
        NewOperation operation = NewOperation.on(dataset.path(), "source-deleted");
        history.append(
                key.isEmpty()
                        ? operation.because("another file has its dataset key by now")
                        : operation.noting("dataset", key));
    }

    void returned(KnownDataset dataset) {
        history.append(NewOperation.on(dataset.path(), "source-returned"));
    }

    void ended(SourceLook look) {
        NewOperation operation = NewOperation.on(look.source(), "look-for-deleted")
                .noting("known", look.known())
                .noting("gone", look.gone())
                .noting("marked", look.marked())
                .noting("returned", look.returned())
                .noting("deleted", look.deleted());
        history.append(look.isWithheld() ? operation.ended(OperationStatus.PARTIAL, "", look.withheld()) : operation);
        redis.execute(
                EVENT,
                List.of(),
                "source",
                look.source(),
                "marked",
                String.valueOf(look.marked()),
                "returned",
                String.valueOf(look.returned()),
                "withheld",
                look.withheld(),
                "summary",
                look.summary());
    }
}
