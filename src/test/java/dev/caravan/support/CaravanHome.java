package dev.caravan.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A directory in which the service runs in a test: an `application.yaml` that names a source directory `in`, a data directory
 * and free ports, and nothing else.
 */
public record CaravanHome(Path root, int redisPort, int s3Port) {
    private static final Instant LONG_AGO = Instant.parse("2024-02-03T04:05:06Z");

    /** @param scan further lines for the block `caravan.scan`, with their indentation of four blanks */
    public static CaravanHome in(Path root, String... scan) throws IOException {
        CaravanHome home = new CaravanHome(root, RealRedis.freePort(), RealRedis.freePort());
        Files.createDirectories(root.resolve("in"));
        Files.writeString(root.resolve("application.yaml"), home.configuration() + String.join("\n", scan) + "\n");
        return home;
    }

    /** The blocks of `caravan` that differ from the defaults; the last one is `scan`. */
    public String configuration() {
        return """
                caravan:
                  data: state
                  redis:
                    embedded-port: %d
                  s3:
                    embedded-port: %d
                  scan:
                    sources:
                      - path: in
                """.formatted(redisPort, s3Port);
    }

    public Path source(String relative) throws IOException {
        Path file = root.resolve("in").resolve(relative);
        Files.createDirectories(file.getParent());
        return file;
    }

    /** A LAS file that has settled, of so many points. */
    public Path lasFile(String relative, int points) throws IOException {
        return settled(
                LasFiles.aLasFile().withSeed(points).withRandomPoints(points).writeTo(source(relative)));
    }

    /** A file with the extension of a LAS file that is none, and has settled. */
    public Path badFile(String relative) throws IOException {
        return settled(Files.writeString(source(relative), "this is not a point cloud, however long one reads it"));
    }

    public static Path settled(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    /** Copies the project's route files into `routes/`. */
    public Path routes() throws IOException {
        Path routes = Files.createDirectories(root.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName().toString()));
            }
        }
        return routes;
    }

    /** Where the embedded S3 server serves an object of the live version of a dataset. */
    public String live(String dataset, String name) {
        Path objects = root.resolve("state/s3/caravan").resolve(dataset);
        return address(dataset + "/" + LiveVersion.name(objects) + "/" + name);
    }

    /** Where the embedded S3 server serves an object of the default bucket. */
    public String address(String key) {
        return "http://127.0.0.1:" + s3Port + "/caravan/" + key;
    }
}
