package dev.caravan.embedded;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server on 127.0.0.1, with its state in {@link Workspace#redis()}.
 *
 * <p>It survives a killed service. The next start finds it by the port that it was given and by the directory that it
 * keeps its files in, ends it, and starts afresh: so the server always is the one, and has the settings, of the service
 * that uses it, and each start proves that the state on disk can be read.
 */
public final class EmbeddedRedis implements AutoCloseable {
    static final String USE_ANOTHER =
            "set caravan.redis.embedded to false and spring.data.redis.url to a Redis server (6.2 or newer)";

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final int port;

    private EmbeddedRedis(int port) {
        this.port = port;
    }

    /**
     * Starts the server and waits until it has loaded its state.
     *
     * @param lock proof that no living service uses the directory: a server found there is an orphan
     * @throws InvalidSettingException when another program listens on the port
     * @throws IOException when the server does not start; the message has the end of its log
     */
    @SuppressWarnings("unused")
    public static EmbeddedRedis start(Workspace workspace, WorkspaceLock lock, RedisSettings settings)
            throws IOException {
        Path directory = Files.createDirectories(workspace.redis()).toRealPath();
        Path portFile = directory.resolve("redis.port");
        endOrphan(directory, portsOfThePast(portFile, settings.embeddedPort()));

        int port = freePort(settings.embeddedPort());
        // Before the server runs: whenever we are killed, the next start knows where to look.
        Files.writeString(portFile, String.valueOf(port));
        RedisLauncher launcher = new RedisLauncher(directory);
        launcher.launch(port);
        awaitReady(port, launcher);
        return new EmbeddedRedis(port);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** Ends the server after it has flushed its state to the disk. Everything that talks to it must have ended. */
    @Override
    public void close() throws IOException {
        end(port);
    }

    private static Set<Integer> portsOfThePast(Path portFile, int configured) throws IOException {
        Set<Integer> ports = new LinkedHashSet<>();
        if (Files.exists(portFile)) {
            String text = Files.readString(portFile).strip();
            if (text.matches("\\d{1,5}")) {
                ports.add(Integer.valueOf(text));
            }
        }
        ports.add(configured);
        ports.remove(0);
        return ports;
    }

    private static void endOrphan(Path directory, Set<Integer> ports) throws IOException {
        for (int port : ports) {
            if (directory.toString().equals(directoryOfServer(port))) {
                LOG.info("Redis of a service that was killed still runs on port {}: it is started afresh", port);
                end(port);
            }
        }
    }

    /** Where the server on this port keeps its files; empty when none listens, or when it does not say. */
    private static String directoryOfServer(int port) {
        try (RedisConnection connection = new RedisConnection(port)) {
            return connection.directory();
        } catch (IOException e) {
            LOG.debug("no Redis of ours on port {}: {}", port, e.toString());
            return "";
        }
    }

    /** The server closes its port as the last thing, when its state is on the disk. */
    private static void end(int port) throws IOException {
        try (RedisConnection connection = new RedisConnection(port)) {
            connection.shutdown();
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (listens(port)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException(
                        "the embedded Redis on port " + port + " did not end within " + PATIENCE.toSeconds() + " s");
            }
            pause();
        }
    }

    private static boolean listens(int port) {
        try (RedisConnection connection = new RedisConnection(port)) {
            return true;
        } catch (IOException refused) {
            LOG.trace("nothing listens on port {}", port, refused);
            return false;
        }
    }

    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            String who = directoryOfServer(wanted);
            throw new InvalidSettingException(
                    RedisSettings.PORT_KEY,
                    wanted,
                    "a free port of 127.0.0.1, or 0 for any free one; "
                            + (who.isEmpty() ? e.getMessage() : "a Redis server with its files in " + who + " has it")
                            + ". To use a server that runs already, " + USE_ANOTHER);
        }
    }

    /** Loading a large state takes long: as long as the server answers, even that it is not ready, it is waited for. */
    private static void awaitReady(int port, RedisLauncher launcher) throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        boolean seen = false;
        while (!ready(port)) {
            boolean listens = listens(port);
            boolean ended = !listens && (seen || launcher.hasEnded());
            if (ended || Instant.now().isAfter(deadline)) {
                throw new IOException("the embedded Redis does not run: " + launcher.lastWords());
            }
            if (listens) {
                seen = true;
                deadline = Instant.now().plus(PATIENCE);
            }
            pause();
        }
    }

    private static boolean ready(int port) {
        try (RedisConnection connection = new RedisConnection(port)) {
            return connection.ready();
        } catch (IOException e) {
            LOG.trace("Redis does not answer yet", e);
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the embedded Redis", e);
        }
    }
}
