package dev.caravan.file;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The records of datasets that are published, as those see them who unpublish. Each method is one atomic script. */
public final class PublishedRecords {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> LOOK = FileScript.loadPublished("published-look", List.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> CLAIM = FileScript.loadPublished("unpublish-claim", List.class);

    private static final RedisScript<Long> GIVE_BACK = FileScript.plain("unpublish-give-back", Long.class);
    private static final RedisScript<Long> NOTE = FileScript.load("unpublish-note", Long.class);
    private static final RedisScript<Long> OCTREE_GONE = FileScript.loadPublished("octree-gone", Long.class);

    private final StringRedisTemplate redis;

    public PublishedRecords(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Of each dataset, in the given order. Some hundred are a good number: Redis serves nobody else meanwhile. */
    public List<PublishedState> look(List<String> datasets) {
        List<String> answer = texts(redis.execute(LOOK, List.of(), datasets.toArray()));
        List<PublishedState> states = new ArrayList<>(datasets.size());
        for (int i = 0; i < datasets.size(); i++) {
            List<String> part = answer.subList(5 * i, 5 * i + 5);
            Instant deleted = part.get(1).isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(part.get(1)));
            states.add(new PublishedState(
                    datasets.get(i), part.get(0), deleted, PublishedState.work(part.get(2), part.get(3), part.get(4))));
        }
        return states;
    }

    /**
     * Takes a dataset, unless something works on it: its records are CLAIMED by this id, as by a scan.
     *
     * @param lease how long the claim holds before the job has come to the queue
     */
    public UnpublishClaim claim(String dataset, String id, Duration lease) {
        List<String> answer = texts(redis.execute(CLAIM, List.of(), id, Long.toString(lease.toMillis()), dataset));
        if (answer.get(0).equals("BUSY")) {
            String work = PublishedState.work(answer.get(1), answer.get(2), answer.get(3));
            return new UnpublishClaim(id, work, "", "", "", List.of());
        }
        List<UnpublishClaim.Before> before = new ArrayList<>();
        for (int i = 4; i < answer.size(); i += 3) {
            before.add(new UnpublishClaim.Before(answer.get(i), answer.get(i + 1), answer.get(i + 2)));
        }
        return new UnpublishClaim(id, "", answer.get(1), answer.get(2), answer.get(3), before);
    }

    /** The claim did not come to the queue: its records are as they were. */
    public void giveBack(UnpublishClaim claim) {
        List<Object> values = new ArrayList<>(List.of(claim.id()));
        claim.before().forEach(record -> values.addAll(List.of(record.status(), record.job())));
        redis.execute(GIVE_BACK, claim.records(), values.toArray());
    }

    /**
     * Writes where a dataset is still published, or that it is not any more.
     *
     * @param records Redis keys of its records
     * @param address in the first of the targets that still have it; null when none has
     * @param targets names of these
     * @param cause what it was unpublished for, one word
     * @param octreeGone whether its octree on disk was deleted
     */
    public void unpublished(
            List<String> records,
            String job,
            String dataset,
            @Nullable URI address,
            List<String> targets,
            String cause,
            boolean octreeGone) {
        redis.execute(
                NOTE,
                records,
                job,
                dataset,
                address == null ? "" : address.toString(),
                String.join(" ", targets),
                cause,
                octreeGone ? "1" : "0");
    }

    /** The octree on disk of an unpublished dataset was deleted. */
    public void octreeGone(String dataset) {
        redis.execute(OCTREE_GONE, List.of(), dataset);
    }

    private static List<String> texts(List<?> answer) {
        return answer.stream().map(String::valueOf).toList();
    }
}
