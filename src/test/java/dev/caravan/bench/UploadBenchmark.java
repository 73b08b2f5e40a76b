package dev.caravan.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.embedded.EmbeddedS3;
import dev.caravan.embedded.S3Settings;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Uploads to one S3 server (the embedded one, in a JVM of its own), as whole processes: ours, s3cmd, aws, rclone, and curl, which sends the
 * octree's files one after the other and nothing else. First an octree (1 GiB, 1 MB, 3 kB), then 2 000 files of 64 KiB. Shown are wall
 * time, processor time and the largest resident memory of the client, as `/usr/bin/time` has them. A program that is not installed is left out.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath dev.caravan.bench.UploadBenchmark 3"
 * </pre>
 *
 * The argument is how often each is run; the best wall time counts.
 */
public final class UploadBenchmark {
    private static final String BUCKET = "clouds";

    private final Path home;
    private final UploadPeers peers;
    private final int times;

    private UploadBenchmark(Path home, UploadPeers peers, int times) {
        this.home = home;
        this.peers = peers;
        this.times = times;
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path home = Files.createTempDirectory("caravan-upload");
        if (args[0].equals("serve")) {
            serve(Path.of(args[1]));
            return;
        }
        Process server = new ProcessBuilder(java("-Xmx512m", UploadBenchmark.class.getName(), "serve", home.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String[] said = server.inputReader().readLine().split(" ");
            UploadPeers peers = new UploadPeers(home, URI.create(said[0]), said[1], said[2], BUCKET);
            new UploadBenchmark(home, peers, Integer.parseInt(args[0])).run();
        } finally {
            server.destroyForcibly().waitFor();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static void serve(Path home) throws Exception {
        Workspace workspace = new Workspace(home.resolve("server"));
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            EmbeddedS3 server = EmbeddedS3.start(workspace, lock, new S3Settings(0));
            server.createBuckets(Set.of(BUCKET));
            System.out.println(server.endpoint() + " " + server.accessKey() + " "
                    + server.secretKey().reveal());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private void run() throws Exception {
        Path octree = octree();
        System.out.println("an octree: 1 GiB, 1 MB, 3 kB");
        peers.octree(octree).forEach(this::measure);
        FileSystemUtils.deleteRecursively(octree);
        Path files = smallFiles();
        System.out.println("2 000 files of 64 KiB");
        peers.files(files).forEach(this::measure);
    }

    private void measure(String name, List<String> command) {
        try {
            double best = Double.MAX_VALUE;
            String line = "not installed";
            for (int i = 0; i < times && UploadPeers.isInstalled(command); i++) {
                Cost cost = Cost.of(command, home.resolve("log"));
                if (cost.wall() < best) {
                    best = cost.wall();
                    line = cost.toString();
                }
            }
            System.out.printf("  %-28s %s%n", name, line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path octree() throws IOException {
        Path directory = Files.createDirectories(home.resolve("octree"));
        write(directory.resolve("octree.bin"), 1 << 30);
        write(directory.resolve("hierarchy.bin"), 1_000_000);
        write(directory.resolve("metadata.json"), 3_000);
        return directory;
    }

    private Path smallFiles() throws IOException {
        Path directory = Files.createDirectories(home.resolve("files"));
        for (int i = 0; i < 2_000; i++) {
            write(directory.resolve("file-%04d.bin".formatted(i)), 64 << 10);
        }
        return directory;
    }

    private static void write(Path file, int size) throws IOException {
        byte[] bytes = new byte[1 << 20];
        Random random = new Random(size + file.hashCode());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = size; left > 0; left -= bytes.length) {
                random.nextBytes(bytes);
                out.write(bytes, 0, Math.min(left, bytes.length));
            }
        }
    }

    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(
                command.size(),
                List.of(arguments).stream().filter(one -> !one.startsWith("-X")).toList());
        command.addAll(
                1,
                List.of(arguments).stream().filter(one -> one.startsWith("-X")).toList());
        return command;
    }

    /**
     * What one run took.
     *
     * @param wall seconds
     * @param processor seconds, in user and system mode
     * @param megabytes largest resident memory
     */
    private record Cost(double wall, double processor, long megabytes) {

        static Cost of(List<String> command, Path log) throws IOException, InterruptedException {
            List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", log + ".time"));
            timed.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(log.toFile());
            // A bundle of certificates is of no use here, and rclone does not begin when there is one.
            builder.environment().remove("AWS_CA_BUNDLE");
            builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
            if (builder.start().waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + Files.readString(log));
            }
            String[] numbers = Files.readString(Path.of(log + ".time")).strip().split(" ");
            return new Cost(
                    Double.parseDouble(numbers[0]),
                    Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]),
                    Long.parseLong(numbers[3]) / 1024);
        }

        @Override
        public String toString() {
            return "%6.2f s, processor %6.2f s, %4d MB".formatted(wall, processor, megabytes);
        }
    }
}
