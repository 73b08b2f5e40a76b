package dev.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.support.RealRedis;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
    private static final RedisSettings ANY_PORT = new RedisSettings(true, 0);

    @TempDir
    Path temp;

    private Workspace workspace;

    @BeforeEach
    void aDirectoryWithAnAwkwardName() {
        workspace = new Workspace(temp.resolve("my \"data\" für # 1"));
    }

    @AfterEach
    void nothingOfOursRunsOn() throws IOException {
        start(ANY_PORT).close();
    }

    @Test
    void stateSurvivesARestart() throws IOException {
        try (EmbeddedRedis redis = start(ANY_PORT)) {
            RedisText.at(redis.port(), "SET colour green");
        }

        try (EmbeddedRedis redis = start(ANY_PORT)) {
            assertThat(RedisText.at(redis.port(), "GET colour")).isEqualTo("green");
        }
    }

    @Test
    void aStoppedServerIsGone() throws IOException {
        EmbeddedRedis redis = start(ANY_PORT);
        redis.close();

        assertThatThrownBy(() -> RedisText.at(redis.port(), "PING")).isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatOutlivedAKilledServiceIsStartedAfreshWithAllItsState() throws Exception {
        int orphan;
        String itsRunId;
        try (ChildService child = ChildService.start(workspace.data(), List.of())) {
            orphan = child.redisPort();
            RedisText.at(orphan, "SET colour green");
            child.kill();
        }
        itsRunId = runId(orphan);

        try (EmbeddedRedis redis = start(new RedisSettings(true, orphan))) {
            assertThat(redis.port()).isEqualTo(orphan);
            assertThat(RedisText.at(orphan, "GET colour")).isEqualTo("green");
            assertThat(runId(orphan)).isNotEqualTo(itsRunId);
        }
    }

    @Test
    void anOrphanOnAnotherPortThanTheConfiguredOneIsFoundToo() throws Exception {
        int orphan;
        try (ChildService child = ChildService.start(workspace.data(), List.of())) {
            orphan = child.redisPort();
            child.kill();
        }

        try (EmbeddedRedis redis = start(new RedisSettings(true, RealRedis.freePort()))) {
            assertThat(redis.port()).isNotEqualTo(orphan);
            assertThatThrownBy(() -> RedisText.at(orphan, "PING")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void ctrlCInTheTerminalLeavesRedisRunningUntilTheServiceHasPutItsJobsBack() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "needs setsid to be the leader of a process group");

        try (ChildService child = ChildService.start(workspace.data(), List.of("/usr/bin/setsid"))) {
            assertThat(processGroup(redisProcess())).isNotEqualTo(processGroup(child.pid()));
            new ProcessBuilder("kill", "-INT", "--", "-" + child.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(child.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        try (EmbeddedRedis redis = start(ANY_PORT)) {
            assertThat(RedisText.at(redis.port(), "GET put-back")).isEqualTo("yes");
        }
    }

    @Test
    void aForeignRedisOnThePortIsLeftAloneAndNamed() throws IOException {
        assertThatThrownBy(() -> start(new RedisSettings(true, RealRedis.port())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.redis.embedded-port: '" + RealRedis.port() + "'")
                .hasMessageContaining("a Redis server with its files in")
                .hasMessageContaining("spring.data.redis.url");

        assertThat(RedisText.at(RealRedis.port(), "PING")).isEqualTo("+PONG");
    }

    @Test
    void anotherProgramOnThePortIsNamedAsSuch() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(new RedisSettings(true, other.getLocalPort())))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("caravan.redis.embedded-port: '" + other.getLocalPort() + "'")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void aStateThatCannotBeReadIsSaidWithTheServersOwnWords() throws IOException {
        Files.createDirectories(workspace.redis());
        Files.writeString(workspace.redis().resolve("appendonly.aof"), "this is no append-only file");

        assertThatThrownBy(() -> start(ANY_PORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Bad file format reading the append only file");

        Files.delete(workspace.redis().resolve("appendonly.aof"));
    }

    @Test
    void theExecutableIsKeptOnceAndNotInTheTemporaryDirectory() throws IOException {
        start(ANY_PORT).close();
        start(ANY_PORT).close();

        try (Stream<Path> files = Files.list(workspace.redis().resolve("bin"))) {
            assertThat(files).hasSize(1);
        }
    }

    private EmbeddedRedis start(RedisSettings settings) throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            return EmbeddedRedis.start(workspace, lock, settings);
        }
    }

    private long redisProcess() throws IOException {
        return Long.parseLong(
                Files.readString(workspace.redis().resolve("redis.pid")).strip());
    }

    private static String processGroup(long process) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", String.valueOf(process)).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private static String runId(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("INFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("run_id:"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
