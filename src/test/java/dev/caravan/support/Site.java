package dev.caravan.support;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A place where the packaged service works with a Redis server and an S3 server that are not its own. */
public final class Site implements AutoCloseable {
    /** Of each file. */
    public static final int POINTS = 500;

    private final Path home;
    private final StoppableRedis redis;
    private final StoppableS3 s3;
    private final Records records;
    private final List<CaravanProcess> services = new ArrayList<>();

    /** Redis is still to be started. */
    public Site(Path home) throws IOException {
        this.home = home;
        this.redis = new StoppableRedis(home.resolve("outside/redis"));
        this.s3 = new StoppableS3(home.resolve("outside/s3"));
        this.records = new Records(redis.template());
        Files.createDirectories(home.resolve("las"));
        Files.writeString(home.resolve("application.yaml"), settings());
    }

    public StoppableRedis redis() {
        return redis;
    }

    public StoppableS3 s3() {
        return s3;
    }

    public Path home() {
        return home;
    }

    public Path data() {
        return home.resolve("data");
    }

    /** Starts the service, which may not be able to work yet. */
    public CaravanProcess start(String... arguments) throws IOException {
        CaravanProcess service = CaravanProcess.start(home, arguments);
        services.add(service);
        return service;
    }

    /** Starts it with a converter of the test's own. */
    public CaravanProcess start(PosedConverter converter) throws IOException {
        return start("--caravan.convert.runner=exec", "--caravan.convert.exec.command=" + converter.command());
    }

    /** Puts a file of {@link #POINTS} points into the source directory, whole at once. */
    public Path addFile(String key) throws IOException {
        return Files.move(aFile(home.resolve("unfinished.las")), fileOf(key));
    }

    /** A file like all those that are added. */
    public static Path aFile(Path place) {
        return LasFiles.aLasFile().withRandomPoints(POINTS).writeTo(place);
    }

    public Path fileOf(String key) {
        return home.resolve("las").resolve(key + ".las");
    }

    /** The record of a file; without fields when there is none. */
    public Map<String, String> record(String key) {
        return records.all(fileOf(key));
    }

    /** The newest job of a file. */
    public Map<String, String> job(String key) {
        return redis.template().<String, String>opsForHash().entries("job:" + jobId(key));
    }

    public String jobId(String key) {
        return Objects.requireNonNull(record(key).get("job"), () -> key + " has never been claimed");
    }

    public Set<String> jobs() {
        return redis.template().keys("job:*");
    }

    /** Of the file's job, then those of its uploads, which are jobs of their own: their ids go on where that of the whole ends. */
    public String jobLog(String key) throws IOException {
        StringBuilder log = new StringBuilder();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(data().resolve("logs/jobs"), jobId(key) + "*.log")) {
            for (Path file :
                    StreamSupport.stream(logs.spliterator(), false).sorted().toList()) {
                log.append(Files.readString(file));
            }
        }
        return log.toString();
    }

    /** How often the file's job was begun at a stage. */
    public long attempts(String key, String stage) throws IOException {
        return jobLog(key)
                .lines()
                .filter(line -> line.contains(" " + stage + ": attempt ") && line.contains(" begins"))
                .count();
    }

    public boolean completed(String key) {
        return "COMPLETED".equals(record(key).get("status"));
    }

    @Override
    public void close() throws IOException {
        services.forEach(CaravanProcess::close);
        redis.close();
        s3.close();
    }

    private String settings() {
        return """
                caravan:
                  redis.embedded: false
                  scan:
                    settle: 0s
                    sources: [{path: las}]
                  claim.lease: 1s
                  jobs:
                    lease: 3s
                    maximum-attempts: 100
                    back-off: {delay: 100ms, maximum: 500ms}
                  convert.workers: 2
                  verify.workers: 3
                  publish:
                    workers: 3
                    targets:
                      - %s
                      - %s
                spring.data.redis: {host: 127.0.0.1, port: %d}
                camel.main.shutdown-timeout: 2
                """.formatted(s3.target("first"), s3.target("second"), redis.port());
    }
}
