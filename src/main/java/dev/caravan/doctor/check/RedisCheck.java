package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.doctor.ServerClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Whether Redis is there, is one that we can work with, and loses nothing. */
public final class RedisCheck implements Check {
    private static final int PINGS = 5;
    private static final Duration SLOW = Duration.ofMillis(50);
    /** Leases are much longer, and Redis counts them by its own clock; times in records are compared by people. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final StringRedisTemplate redis;
    private final String place;
    private final Clock clock;

    /** @param place of the server, `host:port`, without a password */
    public RedisCheck(StringRedisTemplate redis, String place, Clock clock) {
        this.redis = redis;
        this.place = place;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String subject() {
        return place;
    }

    @Override
    public List<Finding> look() {
        Findings findings = new Findings(name());
        try {
            redis.execute((RedisCallback<Void>) connection -> {
                look(connection, findings);
                return null;
            });
        } catch (DataAccessException e) {
            String reason = String.valueOf(e.getMostSpecificCause().getMessage());
            findings.failed(place, "cannot be used: " + reason, RedisRemedies.of(reason, place));
        }
        return findings.all();
    }

    private void look(RedisConnection connection, Findings findings) {
        findings.ok(place, "answers; " + latency(connection, findings));
        clock(connection, findings);
        scripts(connection, findings);
        Properties info = info(connection, findings);
        if (info != null) {
            new RedisState(info, save(connection), place).tell(findings);
        }
    }

    /** The median of a few; a slow one is a finding of its own. */
    private String latency(RedisConnection connection, Findings findings) {
        long[] nanos = new long[PINGS];
        for (int i = 0; i < PINGS; i++) {
            long start = System.nanoTime();
            connection.ping();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        Duration median = Duration.ofNanos(nanos[PINGS / 2]);
        String words = "%.1f ms for a PING".formatted(median.toNanos() / 1e6);
        if (median.compareTo(SLOW) > 0) {
            findings.warning(
                    place,
                    "slow: " + words,
                    "run Redis near the service (each file takes several commands); redis-cli --latency shows the way, SLOWLOG GET what holds it up");
        }
        return words;
    }

    private void clock(RedisConnection connection, Findings findings) {
        Long millis = connection.serverCommands().time();
        if (millis == null) {
            return;
        }
        Duration ahead = Duration.between(clock.instant(), Instant.ofEpochMilli(millis));
        if (ahead.abs().compareTo(SKEW) > 0) {
            findings.warning(
                    place,
                    "its clock is " + ServerClock.words(ahead),
                    "let both machines follow a time server: chronyc tracking, or timedatectl, shows whether they do");
        }
    }

    private void scripts(RedisConnection connection, Findings findings) {
        try {
            connection.scriptingCommands().eval("return 1".getBytes(StandardCharsets.UTF_8), ReturnType.INTEGER, 0);
        } catch (DataAccessException e) {
            findings.failed(
                    place,
                    "runs no Lua scripts, by which jobs are claimed: "
                            + e.getMostSpecificCause().getMessage(),
                    "let the user of spring.data.redis run them: redis-cli ACL SETUSER <user> +eval +evalsha +script, or +@scripting");
        }
    }

    private @Nullable Properties info(RedisConnection connection, Findings findings) {
        try {
            return connection.serverCommands().info();
        } catch (DataAccessException e) {
            findings.skipped(
                    place,
                    "version, persistence and memory are not known: INFO is refused ("
                            + e.getMostSpecificCause().getMessage()
                            + "); redis-cli ACL SETUSER <user> +info lets us look");
            return null;
        }
    }

    /** When it writes its state to the disk; null where CONFIG is refused, as managed servers do. */
    private static @Nullable String save(RedisConnection connection) {
        try {
            Properties save = connection.serverCommands().getConfig("save");
            return save == null ? null : save.getProperty("save");
        } catch (DataAccessException e) {
            return null;
        }
    }
}
