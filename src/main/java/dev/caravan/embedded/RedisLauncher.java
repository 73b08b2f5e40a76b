package dev.caravan.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.error.OsArchitectureNotFound;

/**
 * Starts redis-server in its own directory. The library only provides the executable: its own way to start one adds a
 * JVM shutdown hook that would end Redis while the service still has jobs to put back.
 */
final class RedisLauncher {
    private static final int LAST_LINES = 5;

    private final Path directory;
    private final Path log;
    private final Path pidFile;

    RedisLauncher(Path directory) {
        this.directory = directory;
        this.log = directory.resolve("redis.log");
        this.pidFile = directory.resolve("redis.pid");
    }

    void launch(int port) throws IOException {
        keepPreviousLog();
        Files.deleteIfExists(pidFile);
        Process process = new ProcessBuilder(command(port))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(process);
    }

    /**
     * Names of files are relative to the working directory, so a data directory with any name will do.
     *
     * <p>`daemonize`: the server leaves our process group and session. A Ctrl-C in the terminal then reaches the
     * service alone, which puts its jobs back before it ends the server.
     *
     * <p>`appendfsync everysec`: the promise is that a killed service loses nothing. Redis writes its log before it
     * answers, and outlives us; even when it is killed too, what it wrote is the kernel's. Only a power cut can take
     * the last second, and what it takes is done again. `always` would cost a disk flush for each command.
     */
    private List<String> command(int port) throws IOException {
        return List.of(
                executable().getPath(),
                "--port",
                String.valueOf(port),
                "--bind",
                EmbeddedRedis.HOST,
                "--daemonize",
                "yes",
                "--logfile",
                "redis.log",
                "--pidfile",
                "redis.pid",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "");
    }

    /** Written over at each start: one copy in our own directory, where the library would leave one more in /tmp. */
    private File executable() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        try {
            return ExecutableProvider.newJarResourceProvider(bin.toFile()).get();
        } catch (OsArchitectureNotFound e) {
            throw new IOException("there is no embedded Redis for this machine; " + EmbeddedRedis.USE_ANOTHER, e);
        }
    }

    private void keepPreviousLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, directory.resolve("redis.log.previous"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The process that we started ends as soon as the daemon runs, or could not be loaded. */
    private void await(Process process) throws IOException {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        "the embedded Redis does not start: " + lastWords() + "; " + EmbeddedRedis.USE_ANOTHER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the embedded Redis started", e);
        }
    }

    /** True when the server has run and no longer does. It writes its process id before it loads its state. */
    boolean hasEnded() throws IOException {
        String pid = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
        return !pid.isEmpty()
                && !ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** The end of its log, for an error message. */
    String lastWords() throws IOException {
        if (!Files.exists(log)) {
            return "it left no log";
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
