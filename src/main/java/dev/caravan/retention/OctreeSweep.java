package dev.caravan.retention;

import dev.caravan.file.PublishedRecords;
import dev.caravan.file.PublishedState;
import dev.caravan.publication.PublicationStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Deletes octrees on this instance's disk of datasets that were unpublished long ago: the sorted set `unpublished`, by the time at
 * which they were. Those on another instance's disk are left to it.
 */
public final class OctreeSweep {
    private static final String KEY = "unpublished";
    private static final int PAGE = 500;

    private final StringRedisTemplate redis;
    private final PublishedRecords records;
    private final PublicationStore store;
    private final LocalOctrees octrees;

    public OctreeSweep(
            StringRedisTemplate redis, PublishedRecords records, PublicationStore store, LocalOctrees octrees) {
        this.redis = redis;
        this.records = records;
        this.store = store;
        this.octrees = octrees;
    }

    /**
     * Deletes the octrees of datasets that were unpublished before a time and are not published again, nor on their way.
     *
     * @param dryRun only counts
     * @return how many
     */
    long sweep(Instant before, boolean dryRun) throws IOException {
        long swept = 0;
        long offset = 0;
        List<String> page = page(before, offset);
        while (!page.isEmpty()) {
            for (PublishedState state : records.look(page)) {
                boolean mayGo =
                        state.work().isEmpty() && store.find(state.dataset()).isEmpty();
                boolean gone = mayGo && sweep(state.dataset(), dryRun);
                swept += gone ? 1 : 0;
                offset += gone && !dryRun ? 0 : 1;
            }
            page = page(before, offset);
        }
        return swept;
    }

    private boolean sweep(String dataset, boolean dryRun) throws IOException {
        if (dryRun) {
            return octrees.of(dataset).isPresent();
        }
        boolean deleted = octrees.delete(dataset);
        if (deleted) {
            records.octreeGone(dataset);
        }
        return deleted;
    }

    private List<String> page(Instant before, long offset) {
        Set<String> found = redis.opsForZSet().rangeByScore(KEY, 0, before.getEpochSecond(), offset, PAGE);
        return found == null ? List.of() : List.copyOf(found);
    }
}
