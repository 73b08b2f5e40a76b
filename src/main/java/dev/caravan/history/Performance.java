package dev.caravan.history;

import dev.caravan.job.RedisLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Makes reports of the counts that the queue's scripts keep for each day. */
public final class Performance {
    /** In the order in which lua/job.lua has them. */
    private static final List<String> SIZES = List.of("all", "1MB", "10MB", "100MB", "1GB", "10GB", "100GB", "larger");

    private final StringRedisTemplate redis;
    private final RedisLink link;
    private final Clock clock;

    public Performance(StringRedisTemplate redis, RedisLink link, Clock clock) {
        this.redis = redis;
        this.link = link;
        this.clock = clock;
    }

    /**
     * The report of the last days.
     *
     * @param days 1 or more; 1 is today
     * @param type a stage or a type of jobs; empty for all
     */
    public PerformanceReport report(int days, String type) {
        if (days < 1) {
            throw new IllegalArgumentException("a report of " + days + " days; it must be 1 or more");
        }
        Instant now = clock.instant();
        Map<Row, PerformanceTally> tallies = new TreeMap<>();
        LongStream.rangeClosed(day(now) - days + 1, day(now)).forEach(day -> add(tallies, day, type));
        List<PerformanceRow> rows = tallies.entrySet().stream()
                .map(entry -> entry.getValue()
                        .row(entry.getKey().type(), entry.getKey().sizeClass()))
                .toList();
        return new PerformanceReport(
                days,
                Instant.EPOCH.plus(Duration.ofDays(day(now) - days + 1)),
                now,
                rows.stream().filter(row -> !row.sizeClass().equals("all")).toList(),
                rows.stream().filter(row -> row.sizeClass().equals("all")).toList());
    }

    static long day(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), Duration.ofDays(1).toMillis());
    }

    static String key(long day) {
        return "report:" + day;
    }

    private void add(Map<Row, PerformanceTally> tallies, long day, String type) {
        Map<String, String> counts =
                link.attempt(() -> redis.<String, String>opsForHash().entries(key(day)));
        counts.forEach((field, number) -> {
            String[] parts = field.split("\\|", -1);
            if (type.isEmpty() || parts[0].equals(type)) {
                for (String size : List.of(parts[1], "all")) {
                    tallies.computeIfAbsent(new Row(parts[0], size), row -> new PerformanceTally())
                            .add(parts[2], parts[3], Long.parseLong(number));
                }
            }
        });
    }

    private record Row(String type, String sizeClass) implements Comparable<Row> {
        private static final Comparator<Row> ORDER =
                Comparator.comparing(Row::type).thenComparing(row -> SIZES.indexOf(row.sizeClass()));

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }
}
