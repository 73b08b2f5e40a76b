package dev.caravan.history;

import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Entries for tests, written as the queue's scripts and as the rest of the service write them. */
final class Entries {
    private static final HistoryScript ENTRY = new HistoryScript("history-entry");
    private static final List<String> STAGES = List.of("convert", "verify", "publish", "record");
    private static final List<String> RARE = List.of("scan", "cancel", "retry");

    private final StringRedisTemplate redis = RealRedis.template();
    private final History history = new History(redis, new RedisLink());
    private final Random random = new Random(4);
    private final List<Object> waiting = new ArrayList<>();

    /** Random ones: a few targets, users, jobs, stages and outcomes. */
    void write(int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextInt(30) == 0) {
                history.append(NewOperation.on(target(), one(RARE)).by(user()));
            } else {
                add(target(), one(STAGES), one(List.of("success", "success", "failed", "cancelled")));
            }
        }
        flush();
    }

    void attempt(String target, String stage, String status) {
        add(target, stage, status);
        flush();
    }

    /** Written with others, because the server of the tests waits for its disk at each write. */
    private void add(String target, String stage, String status) {
        boolean failed = status.equals("failed");
        long now = System.currentTimeMillis();
        waiting.addAll(List.of(
                stage,
                status,
                target,
                "job-" + random.nextInt(20),
                "dataset_conversion",
                1,
                now - random.nextInt(1000),
                now,
                user(),
                "",
                "here-1",
                1000,
                failed ? "INFRASTRUCTURE" : "",
                failed ? "no route to host" : "",
                notes(stage, status)));
        if (waiting.size() >= 15 * 100) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            ENTRY.run(redis, waiting.toArray());
            waiting.clear();
        }
    }

    /** All of one kind, quickly. */
    void attempts(int count) {
        for (int i = 0; i < count; i++) {
            add("/in/" + i % 100 + ".las", "convert", "success");
        }
        flush();
    }

    List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        new Operations(redis, new RedisLink()).iterator(HistoryQuery.ALL).forEachRemaining(all::add);
        return all;
    }

    String target() {
        return one(List.of("/in/a", "/in/b", "/in", "/other")) + "/" + random.nextInt(5) + ".las";
    }

    private String user() {
        return one(List.of("", "ann", "bob"));
    }

    private static String notes(String stage, String status) {
        if (!status.equals("success")) {
            return "";
        }
        return switch (stage) {
            case "verify" -> "{\"resultPath\":\"/data/octrees/a.octree\"}";
            case "record" -> "{\"resultPath\":\"https://clouds.example/a/metadata.json\"}";
            default -> "{}";
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
