package dev.caravan.embedded;

import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service in a JVM of its own, as far as it concerns Redis: it starts the embedded server, and when it is asked to stop
 * it writes the key `put-back` before it ends the server. It prints the server's port when it is ready.
 */
final class ChildService implements AutoCloseable {
    private final Process process;
    private final int redisPort;

    private ChildService(Process process, int redisPort) {
        this.process = process;
        this.redisPort = redisPort;
    }

    /** @param prefix a command that is to run the JVM; may be empty */
    static ChildService start(Path data, List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                ChildService.class.getName(),
                data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("READY ")) {
                return new ChildService(process, Integer.parseInt(line.substring("READY ".length())));
            }
        }
        throw new IOException("the child service ended before it was ready");
    }

    public static void main(String[] args) throws Exception {
        Workspace workspace = new Workspace(Path.of(args[0]));
        EmbeddedRedis redis = EmbeddedRedis.start(workspace, WorkspaceLock.take(workspace), new RedisSettings(true, 0));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
        System.out.println("READY " + redis.port());
        Thread.currentThread().join();
    }

    private static void stop(EmbeddedRedis redis) {
        try {
            RedisText.at(redis.port(), "SET put-back yes");
            redis.close();
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    int redisPort() {
        return redisPort;
    }

    long pid() {
        return process.pid();
    }

    /** As `kill -9`. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
