package dev.caravan.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that {@link UploadBenchmark} compares, as commands that are ready to run, each to a prefix of its own below that of the run. */
record UploadPeers(Path home, URI endpoint, String accessKey, String secretKey, String bucket) {
    private static final Pattern NEEDED = Pattern.compile(
            "software.amazon|httpc|quartz|commons-codec|spring-jcl|spring-core|spring-boot-3|slf4j-api|guava|reactive-streams|jspecify");

    /**
     * @param warmUp what the running service has uploaded before
     * @param run a prefix to which nothing was uploaded yet: some skip what is there
     */
    Map<String, List<String>> octree(Path directory, Path warmUp, String run) throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("curl, one after the other", curl(directory, run + "/curl"));
        commands.putAll(all(directory, warmUp, run));
        return commands;
    }

    /** @param run as above */
    Map<String, List<String>> files(Path directory, String run) throws IOException {
        return all(directory, directory, run);
    }

    private Map<String, List<String>> all(Path directory, Path warmUp, String prefix) throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("caravan, running", ours(directory, prefix + "/running", "embedded", warmUp.toString()));
        commands.put("caravan, running, in parts", ours(directory, prefix + "/parts", "far", warmUp.toString()));
        commands.put("caravan, started for it", ours(directory, prefix + "/started", "embedded", ""));
        commands.put("rclone --transfers 8", rclone(directory, prefix + "/rclone"));
        commands.put("s3cmd", s3cmd(directory, prefix + "/s3cmd"));
        commands.put("aws", aws(directory, prefix + "/aws"));
        return commands;
    }

    private List<String> ours(Path directory, String prefix, String server, String warmUp) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                needed(),
                UploadOnce.class.getName(),
                endpoint.toString(),
                accessKey,
                secretKey,
                bucket,
                prefix,
                directory.toString(),
                server,
                warmUp);
    }

    /** Of the class path what an upload needs: with all that is only there for tests, starting takes longer. */
    private static String needed() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        !entry.endsWith(".jar") || NEEDED.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> curl(Path directory, String prefix) throws IOException {
        Path script = home.resolve("curl.sh");
        StringBuilder lines = new StringBuilder("set -e\n");
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted()
                    .forEach(file -> lines.append(
                            "curl -sSf --aws-sigv4 aws:amz:us-east-1:s3 --user %s:%s -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -T %s %s/%s/%s/%s\n"
                                    .formatted(
                                            accessKey, secretKey, file, endpoint, bucket, prefix, file.getFileName())));
        }
        Files.writeString(script, lines);
        return List.of("sh", script.toString());
    }

    private List<String> rclone(Path directory, String prefix) {
        return List.of(
                "rclone",
                "copy",
                "--transfers",
                "8",
                "--s3-provider",
                "Other",
                "--s3-endpoint",
                endpoint.toString(),
                "--s3-access-key-id",
                accessKey,
                "--s3-secret-access-key",
                secretKey,
                directory.toString(),
                ":s3:" + bucket + "/" + prefix);
    }

    private List<String> s3cmd(Path directory, String prefix) {
        String host = endpoint.getAuthority();
        return List.of(
                "s3cmd",
                "--no-ssl",
                "--host=" + host,
                "--host-bucket=" + host,
                "--access_key=" + accessKey,
                "--secret_key=" + secretKey,
                "--no-progress",
                "--quiet",
                "put",
                "--recursive",
                directory + "/",
                "s3://" + bucket + "/" + prefix + "/");
    }

    private List<String> aws(Path directory, String prefix) {
        return List.of(
                "env",
                "AWS_ACCESS_KEY_ID=" + accessKey,
                "AWS_SECRET_ACCESS_KEY=" + secretKey,
                "AWS_DEFAULT_REGION=us-east-1",
                Files.isExecutable(Path.of("/usr/bin/aws")) ? "/usr/bin/aws" : "aws",
                "s3",
                "--endpoint-url",
                endpoint.toString(),
                "cp",
                "--quiet",
                "--recursive",
                directory.toString(),
                "s3://" + bucket + "/" + prefix);
    }

    static boolean isInstalled(List<String> command) {
        String program = command.get(0).equals("env") ? command.get(4) : command.get(0);
        return program.contains("/")
                ? Files.isExecutable(Path.of(program))
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
