package dev.caravan.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.doctor.Findings;
import dev.caravan.doctor.Status;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** Real servers, each with another mistake in its configuration. */
@Timeout(60)
@ExtendWith(RealRedis.class)
class RedisCheckTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path directory;

    private final int port = RealRedis.freePort();
    private final StringRedisTemplate template = RealRedis.template(port);
    private RedisServer server;

    @AfterEach
    void stop() throws Exception {
        ((LettuceConnectionFactory) template.getRequiredConnectionFactory()).destroy();
        if (server != null) {
            server.stop();
        }
    }

    private Found with(String... settings) throws Exception {
        var builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("dir " + directory);
        for (String setting : settings) {
            builder.setting(setting);
        }
        server = builder.build();
        server.start();
        return look();
    }

    private Found look() throws Exception {
        return Found.by(new RedisCheck(template, "127.0.0.1:" + port, CLOCK));
    }

    @Test
    void oneThatKeepsEverything() throws Exception {
        Found.by(new RedisCheck(RealRedis.template(), "here", CLOCK)).isWell();
    }

    @Test
    void oneThatThrowsKeysAwayAndKeepsNothing() throws Exception {
        with("maxmemory 50mb", "maxmemory-policy allkeys-lru", "appendonly no", "save \"\"")
                .has(Status.FAILED, "maxmemory-policy is allkeys-lru", "CONFIG SET maxmemory-policy noeviction")
                .has(Status.WARNING, "keeps nothing on disk", "CONFIG SET appendonly yes");
    }

    @Test
    void aPolicyThatWouldOnlyMatterWithALimitIsAWarning() throws Exception {
        with("maxmemory-policy volatile-ttl", "save 60 1")
                .has(Status.WARNING, "no maxmemory is set", "noeviction")
                .has(Status.OK, "keeps snapshots", "");
    }

    @Test
    void oneThatIsNearlyFull() throws Exception {
        with("appendonly yes", "maxmemory 700kb").has(Status.WARNING, "of memory are used", "CONFIG SET maxmemory ");
    }

    @Test
    void aReplica() throws Exception {
        with("replicaof 127.0.0.1 " + RealRedis.port())
                .has(
                        Status.FAILED,
                        "is a replica, which takes no writes",
                        "the primary, 127.0.0.1:" + RealRedis.port());
    }

    @Test
    void aCluster() throws Exception {
        with("cluster-enabled yes").has(Status.FAILED, "is a Redis Cluster", "cluster-enabled no");
    }

    @Test
    void oneThatRunsNoScripts() throws Exception {
        with("appendonly yes", "rename-command EVAL \"\"").has(Status.FAILED, "runs no Lua scripts", "+eval");
    }

    @Test
    void oneThatAsksForAPassword() throws Exception {
        with("requirepass a-secret").has(Status.FAILED, "NOAUTH", "spring.data.redis.password");
    }

    @Test
    void noneAtAll() throws Exception {
        Found found = look().has(Status.FAILED, "cannot be used", "redis-cli -h 127.0.0.1 -p " + port + " ping");
        assertThat(found.findings()).hasSize(1);
    }

    @Test
    void anotherTimeThere() throws Exception {
        Clock late = Clock.offset(CLOCK, Duration.ofMinutes(-2));
        Found.by(new RedisCheck(RealRedis.template(), "here", late))
                .has(Status.WARNING, "ahead of this machine", "timedatectl");
    }

    @Test
    void oneThatIsTooOldAndCannotWrite() {
        Properties info = new Properties();
        info.setProperty("redis_version", "6.0.16");
        info.setProperty("aof_enabled", "1");
        info.setProperty("rdb_last_bgsave_status", "err");
        info.setProperty("aof_last_write_status", "err");
        Findings findings = new Findings("redis");

        new RedisState(info, "", "here").tell(findings);

        new Found(findings.all())
                .has(Status.FAILED, "is version 6.0.16", "6.2 or newer")
                .has(Status.FAILED, "the last snapshot failed", "make room")
                .has(Status.FAILED, "the last write to the append-only file failed", "make room");
    }

    @Test
    void oneThatDoesNotShowItsConfiguration() {
        Properties info = new Properties();
        info.setProperty("redis_version", "7.2.4");
        Findings findings = new Findings("redis");

        new RedisState(info, null, "here").tell(findings);

        new Found(findings.all()).states().containsExactly(Status.OK, Status.SKIPPED);
    }
}
