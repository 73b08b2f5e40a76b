package dev.caravan.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged service as its users run it: `java -jar caravan.jar` in a directory of its own. */
public final class CaravanProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/caravan.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int port;

    private CaravanProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts it in {@code home}, on a free port, with the settings `--key=value` given. */
    public static CaravanProcess start(Path home, String... arguments) throws IOException {
        return start(JAR, home, arguments);
    }

    /** Starts another copy of the jar, with {@code directory} as the present directory. */
    public static CaravanProcess start(Path jar, Path directory, String... arguments) throws IOException {
        return start(List.of(), jar, directory, arguments);
    }

    /** Starts it by another command, which gets Java's command line as its last arguments. */
    public static CaravanProcess startBy(List<String> launcher, Path home, String... arguments) throws IOException {
        return start(launcher, JAR, home, arguments);
    }

    private static CaravanProcess start(List<String> launcher, Path jar, Path directory, String... arguments)
            throws IOException {
        int port = RealRedis.freePort();
        List<String> line = new ArrayList<>(launcher);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.jnu.encoding=UTF-8",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString()));
        line.addAll(List.of(arguments));
        line.add("--server.port=" + port);
        Path output = Files.createTempFile(directory, "output-", ".log");
        Process process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new CaravanProcess(process, output, port);
    }

    /** Waits until it is ready: its routes are there, whatever its health. */
    public CaravanProcess listening() {
        try {
            await().atMost(PATIENCE).until(() -> !process.isAlive() || answers());
        } catch (ConditionTimeoutException e) {
            kill();
            throw new AssertionError("the service was not ready within " + PATIENCE + ":\n" + output(), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError("the service ended with " + process.exitValue() + ":\n" + output());
        }
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public HttpResponse<String> post(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Where the packaged jar lies. */
    public static Path jar() {
        return JAR;
    }

    public int port() {
        return port;
    }

    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the service still runs after " + PATIENCE + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for so long; false as soon as it ends meanwhile. */
    public boolean runsFor(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** `kill -9`. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM, and waits for the end. */
    public int stop() {
        process.destroy();
        return exitCode();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private boolean answers() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
