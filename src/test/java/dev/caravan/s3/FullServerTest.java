package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caravan.embedded.EmbeddedS3;
import dev.caravan.embedded.S3Settings;
import dev.caravan.setting.Secret;
import dev.caravan.support.RealRedis;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose disk is full: a tmpfs in a mount namespace of the server's own, which needs no root. */
@ExtendWith(RealRedis.class)
@Timeout(120)
class FullServerTest {
    private static final String DISK = "mount -t tmpfs -o size=48m tmpfs \"$0\" && exec \"$@\"";
    private static final int FILLER = 32 << 20;

    @TempDir
    Path temp;

    private Process server;
    private Path disk;
    private FarTarget far;

    @BeforeEach
    void aServerWithASmallDisk() throws Exception {
        Path mount = Files.createDirectory(temp.resolve("disk"));
        List<String> launcher = List.of("unshare", "-rm", "sh", "-c", DISK, mount.toString());
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unshare"))
                        && new ProcessBuilder(Stream.concat(launcher.stream(), Stream.of("true"))
                                                .toList())
                                        .start()
                                        .waitFor()
                                == 0,
                "skipped: 'unshare -rm' and a mount of a tmpfs are not allowed here");
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FullServerTest.class.getName(),
                mount.toString());
        server = new ProcessBuilder(Stream.concat(launcher.stream(), java).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        disk = Path.of("/proc/" + server.pid() + "/root" + mount);
        BufferedReader output = server.inputReader();
        far = new FarTarget(URI.create(output.readLine())).with(new RedisUploads(RealRedis.template()));
        far.target().keys(output.readLine(), Secret.of(output.readLine()));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            far.close();
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void anUploadThatDoesNotFitGoesOnWhenThereIsRoom() throws IOException {
        Path filler = Files.write(disk.resolve("filler"), new byte[FILLER]);
        LocalObject object = far.file(temp, "octree.bin", 4 * FarTarget.PART);
        assertThatThrownBy(() -> far.send(object))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining(object.key())
                .hasMessageContaining("failed: ");
        int before = far.partsSent().size();
        Files.delete(filler);
        far.proxy.forgetRequests();

        far.send(object);

        assertThat(before).isGreaterThan(4);
        assertThat(far.partsSent()).isNotEmpty().hasSizeLessThan(4).doesNotHaveDuplicates();
        assertThat(Files.readAllBytes(disk.resolve("s3/clouds").resolve(object.key())))
                .isEqualTo(Files.readAllBytes(object.file()));
    }

    /** What has the small disk runs: an embedded server that says its address and its keys. */
    public static void main(String[] args) throws Exception {
        Workspace workspace = new Workspace(Path.of(args[0]));
        try (WorkspaceLock lock = WorkspaceLock.take(workspace);
                EmbeddedS3 server = EmbeddedS3.start(workspace, lock, new S3Settings(0))) {
            server.createBuckets(Set.of(RealS3.BUCKET));
            System.out.println(server.endpoint());
            System.out.println(server.accessKey());
            System.out.println(server.secretKey().reveal());
            Thread.currentThread().join();
        }
    }
}
