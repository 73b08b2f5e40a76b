package dev.caravan.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The service installed for one test: a home with settings of its own, the source directory `in`, embedded servers on free
 * ports, files taken at once, and attempts that follow each other quickly.
 */
public final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> ENDS = List.of("COMPLETED", "FAILED", "REFUSED", "CANCELLED");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path home;
    private final int redisPort = RealRedis.freePort();
    private final int s3Port = RealRedis.freePort();
    private final List<String> launcher = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final Records records = new Records(RealRedis.template(redisPort));
    private CaravanProcess service;

    private Installation(Path home) {
        this.home = home;
    }

    public static Installation in(Path directory) throws IOException {
        Installation installation = new Installation(Files.createDirectories(directory.resolve("home")));
        Files.createDirectories(installation.source());
        Files.writeString(installation.home.resolve("application.yaml"), "caravan.scan.settle: 0s\n");
        return installation
                .with("caravan.scan.sources[0].path", "in")
                .with("caravan.redis.embedded-port", installation.redisPort)
                .with("caravan.s3.embedded-port", installation.s3Port)
                .with("caravan.jobs.poll-interval", "100ms")
                .with("caravan.jobs.maximum-attempts", 2)
                .with("caravan.jobs.back-off.delay", "20ms");
    }

    public Installation with(String key, Object value) {
        settings.add("--" + key + "=" + value);
        return this;
    }

    /** The command that starts the service, which gets Java's command line as its last arguments. */
    public Installation launchedBy(List<String> command) {
        launcher.addAll(command);
        return this;
    }

    /** Installs the project's routes, one of them changed. */
    public Installation withRoute(String id, UnaryOperator<String> change) throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        try (var files = Files.newDirectoryStream(Path.of("routes"), "*.camel.yaml")) {
            for (Path file : files) {
                Files.copy(file, routes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path route = routes.resolve(id + ".camel.yaml");
        String text = Files.readString(route);
        String changed = change.apply(text);
        assertThat(changed).as("the changed route " + id).isNotEqualTo(text);
        Files.writeString(route, changed);
        return this;
    }

    public Installation start() throws IOException {
        service = CaravanProcess.startBy(launcher, home, settings.toArray(String[]::new));
        service.listening();
        return this;
    }

    /** `--once`, to its end. */
    public CaravanProcess once() throws IOException {
        settings.add("--once");
        return CaravanProcess.startBy(launcher, home, settings.toArray(String[]::new));
    }

    public CaravanProcess service() {
        return service;
    }

    public Path home() {
        return home;
    }

    public Path source() {
        return home.resolve("in");
    }

    public Path data() {
        return home.resolve("data");
    }

    public Records records() {
        return records;
    }

    /** Scans now; the answer's body. */
    public String scan() {
        return service.post("/api/v1/scan").body();
    }

    /** Waits until each of the files has come to an end, good or bad. */
    public Installation awaitEnds(Collection<Path> files) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(files)
                .as(service.output())
                .filteredOn(file -> !ENDS.contains(String.valueOf(records.get(file, "status"))))
                .isEmpty());
        return this;
    }

    public HttpResponse<String> fetch(String address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The file is COMPLETED, and a viewer finds its metadata at the address in its record. */
    public void assertPublished(Path file) {
        Map<String, String> record = records().all(file);
        assertThat(record).as(file.toString()).containsEntry("status", "COMPLETED");
        HttpResponse<String> answer = fetch(record.get("url"));
        assertThat(answer.statusCode()).as(record.get("url")).isEqualTo(200);
        assertThat(answer.body()).contains("\"hierarchy\"");
    }

    /** The file is FAILED for a reason that names it, and nothing of it is to be found anywhere. */
    public String assertFailed(Path file) {
        Map<String, String> record = records().all(file);
        assertThat(record).as(file.toString()).containsEntry("status", "FAILED");
        assertThat(record).containsEntry("octreepath", "").containsEntry("timestamp_s3", "");
        assertThat(record).doesNotContainKey("url");
        assertThat(data().resolve("s3/caravan").resolve(record.get("key"))).doesNotExist();
        assertThat(data().resolve("octrees").resolve(record.get("key") + ".octree"))
                .doesNotExist();
        return record.get("reason");
    }

    @Override
    public void close() {
        ((LettuceConnectionFactory) records.redis().getRequiredConnectionFactory()).destroy();
        if (service != null) {
            service.close();
        }
    }
}
