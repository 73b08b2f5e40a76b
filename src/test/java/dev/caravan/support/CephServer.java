package dev.caravan.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Ceph cluster of one monitor and one object store in memory, and its S3 gateway, on free ports of the loopback. Its programs
 * have to be in PATH (Debian's packages radosgw, ceph-mon, ceph-osd, ceph-common).
 */
public final class CephServer implements AutoCloseable {
    public static final String ACCESS_KEY = "caravanaccess";
    public static final String SECRET_KEY = "caravansecret";
    /** The name of a key that the server encrypts objects with, when it is asked for. */
    public static final String KMS_KEY = "testkey-1";

    public static final String USER = "caravan";
    private static final List<String> PROGRAMS =
            List.of("ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool", "radosgw", "radosgw-admin");

    private final Path directory;
    private final Path configuration;
    private final Path keyring;
    private final int gateway = RealRedis.freePort();
    private final List<Process> daemons = new ArrayList<>();

    private CephServer(Path directory) {
        this.directory = directory;
        this.configuration = directory.resolve("ceph.conf");
        this.keyring = directory.resolve("keyring");
    }

    /** The programs that are not there; empty when all are. */
    public static List<String> missing() {
        return PROGRAMS.stream().filter(name -> find(name).isEmpty()).toList();
    }

    public static CephServer start(Path directory) throws IOException {
        CephServer ceph = new CephServer(directory);
        try {
            ceph.startAll();
            return ceph;
        } catch (IOException | RuntimeException e) {
            ceph.close();
            throw e;
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + gateway);
    }

    private void startAll() throws IOException {
        int port = RealRedis.freePort();
        String cluster = UUID.randomUUID().toString();
        for (String name : List.of("mon", "osd", "run", "log")) {
            Files.createDirectories(directory.resolve(name));
        }
        Files.writeString(configuration, settings(cluster, port));
        startMonitor(cluster, port);
        startStore();
        admin(
                "user",
                "create",
                "--uid=" + USER,
                "--display-name=Caravan",
                "--access-key=" + ACCESS_KEY,
                "--secret-key=" + SECRET_KEY);
        daemon("radosgw", "-n", "client.admin");
        await().atMost(Duration.ofMinutes(2)).until(this::answers);
    }

    private void startMonitor(String cluster, int port) throws IOException {
        Path map = directory.resolve("monmap");
        run(
                "ceph-authtool",
                "--create-keyring",
                keyring.toString(),
                "--gen-key",
                "-n",
                "mon.",
                "--cap",
                "mon",
                "allow *");
        run(
                "ceph-authtool",
                keyring.toString(),
                "--gen-key",
                "-n",
                "client.admin",
                "--cap",
                "mon",
                "allow *",
                "--cap",
                "osd",
                "allow *");
        run("monmaptool", "--create", "--fsid", cluster, "--addv", "a", "[v2:127.0.0.1:" + port + "]", map.toString());
        configured("ceph-mon", "--mkfs", "-i", "a", "--monmap", map.toString(), "--keyring", keyring.toString());
        daemon("ceph-mon", "-i", "a", "--keyring", keyring.toString());
    }

    private void startStore() throws IOException {
        String store = UUID.randomUUID().toString();
        Path ownKeyring = directory.resolve("osd/keyring");
        String key = run("ceph-authtool", "--gen-print-key").strip();
        Path secret = Files.writeString(directory.resolve("secret"), "{\"cephx_secret\":\"" + key + "\"}");
        configured("ceph", "--connect-timeout", "60", "osd", "new", store, "-i", secret.toString());
        run("ceph-authtool", "--create-keyring", ownKeyring.toString(), "--name", "osd.0", "--add-key", key);
        configured("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", store, "--keyring", ownKeyring.toString());
        daemon("ceph-osd", "-i", "0", "--keyring", ownKeyring.toString());
    }

    private String settings(String cluster, int port) {
        return """
                [global]
                fsid = %s
                mon_host = v2:127.0.0.1:%d
                public_addr = 127.0.0.1
                cluster_addr = 127.0.0.1
                osd_pool_default_size = 1
                osd_pool_default_min_size = 1
                osd_pool_default_pg_num = 4
                osd_pool_default_pgp_num = 4
                osd_crush_chooseleaf_type = 0
                mon_allow_pool_size_one = true
                osd_objectstore = memstore
                memstore_device_bytes = 2147483648
                keyring = %s
                run_dir = %s/run
                pid_file = %<s/run/$name.pid
                admin_socket = %<s/run/$name.asok
                log_file = %<s/log/$name.log
                mon_data = %<s/mon
                osd_data = %<s/osd
                rgw_bucket_quota_ttl = 1
                rgw_crypt_require_ssl = false
                rgw_crypt_s3_kms_backend = testing
                rgw_crypt_s3_kms_encryption_keys = %s=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
                rgw_frontends = beast endpoint=127.0.0.1:%d
                """.formatted(cluster, port, keyring, directory, KMS_KEY, gateway);
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address().toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** `radosgw-admin`, with these arguments. */
    public void admin(String... arguments) throws IOException {
        configured("radosgw-admin", arguments);
    }

    private void configured(String program, String... arguments) throws IOException {
        run(Stream.concat(Stream.of(program, "-c", configuration.toString()), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private void daemon(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-c", configuration.toString(), "-f"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("log/" + program + ".out");
        daemons.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    private String run(String... command) throws IOException {
        Path output = Files.createTempFile(directory, "run", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command)
                        + (ended ? " failed: " : " did not end: ")
                        + Files.readString(output));
            }
            return Files.readString(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + command[0], e);
        }
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        daemons.forEach(Process::destroyForcibly);
        daemons.forEach(daemon -> daemon.onExit().join());
    }
}
