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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
 * The argument is how often each is run, in turn and each time to a new prefix; the median counts. A second one, `octree` or `files`,
 * measures only that.
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
            UploadBenchmark benchmark = new UploadBenchmark(home, peers, Integer.parseInt(args[0]));
            if (args.length < 2 || args[1].equals("octree")) {
                benchmark.compareOctree();
            }
            if (args.length < 2 || args[1].equals("files")) {
                benchmark.compareFiles();
            }
        } finally {
            server.destroyForcibly().waitFor();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static Workspace workspace(Path home) {
        return new Workspace(home.resolve("server"));
    }

    private static void serve(Path home) throws Exception {
        Workspace workspace = workspace(home);
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            EmbeddedS3 server = EmbeddedS3.start(workspace, lock, new S3Settings(0));
            server.createBuckets(Set.of(BUCKET));
            System.out.println(server.endpoint() + " " + server.accessKey() + " "
                    + server.secretKey().reveal());
            new CountDownLatch(1).await();
        }
    }

    private void compareOctree() throws IOException, InterruptedException {
        Path octree = octree("octree", 1 << 30);
        // A large one would fill what the disk takes at once, which is not what is to be measured.
        Path warmUp = octree("warm-up", 100 << 20);
        System.out.println("an octree: 1 GiB, 1 MB, 3 kB");
        compare(run -> peers.octree(octree, warmUp, "octree" + run));
        FileSystemUtils.deleteRecursively(octree);
    }

    private void compareFiles() throws IOException, InterruptedException {
        Path files = smallFiles();
        System.out.println("2 000 files of 64 KiB");
        compare(run -> peers.files(files, "files" + run));
    }

    private interface Commands {
        Map<String, List<String>> of(int run) throws IOException;
    }

    /** All of them in turn, so that a machine that becomes slower does so for each. */
    private void compare(Commands commands) throws IOException, InterruptedException {
        Map<String, List<UploadCost>> costs = new LinkedHashMap<>();
        for (int run = 0; run < times; run++) {
            for (Map.Entry<String, List<String>> command : commands.of(run).entrySet()) {
                List<UploadCost> own = costs.computeIfAbsent(command.getKey(), name -> new ArrayList<>());
                if (UploadPeers.isInstalled(command.getValue())) {
                    own.add(UploadCost.of(command.getValue(), home.resolve("log")));
                    forgetUploads();
                }
            }
        }
        costs.forEach((name, all) ->
                System.out.printf("  %-28s %s%n", name, all.isEmpty() ? "not installed" : UploadCost.said(all)));
    }

    /** What stays would fill the memory that the disk's writes go through, and so slow down the next one. */
    private void forgetUploads() throws IOException {
        Path bucket = workspace(home).s3().resolve(BUCKET);
        try (DirectoryStream<Path> prefixes = Files.newDirectoryStream(bucket)) {
            for (Path prefix : prefixes) {
                FileSystemUtils.deleteRecursively(prefix);
            }
        }
    }

    private Path octree(String name, int bytes) throws IOException {
        Path directory = Files.createDirectories(home.resolve(name));
        write(directory.resolve("octree.bin"), bytes);
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
}
