package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.caravan.setting.Secret;
import dev.caravan.support.CephServer;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** The contract by a real Ceph Object Gateway; skipped where its programs are not installed. */
@ExtendWith(RealRedis.class)
@Timeout(60)
class CephServerTest extends ServerContract {
    @TempDir
    static Path directory;

    private static @Nullable CephServer ceph;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(CephServer.missing())
                .describedAs("programs of Ceph that are not installed")
                .isEmpty();
        ceph = CephServer.start(directory);
        createBucket(settings().build());
    }

    private static void createBucket(TargetSettings target) {
        try (S3Connections connections = RealS3.connections(RealS3.settings(target));
                S3Connection connection = connections.open(target)) {
            connection.client().createBucket(request -> request.bucket(target.bucket()));
        }
    }

    @AfterAll
    static void stop() {
        if (ceph != null) {
            ceph.close();
        }
    }

    @Override
    ATarget target() {
        return settings();
    }

    @Test
    void anUploadBeyondTheQuotaGoesOnWhenThereIsRoom() throws IOException {
        try (FarTarget far = far().with(new RedisUploads(RealRedis.template()))) {
            far.target().bucket("small");
            createBucket(far.target().build());
            // More than are sent at a time: those that have begun are let in.
            LocalObject object = far.file(temp, "octree.bin", 12 * FarTarget.PART);
            ceph.admin("quota", "set", "--quota-scope=bucket", "--bucket=small", "--max-size=12M");
            ceph.admin("quota", "enable", "--quota-scope=bucket", "--bucket=small");
            try {
                assertThatThrownBy(() -> far.send(object))
                        .isInstanceOf(PublishException.class)
                        .hasMessageContaining("target 'far'")
                        .hasMessageContaining(object.key())
                        .hasMessageContaining("QuotaExceeded (403); make room at the server");
            } finally {
                ceph.admin("quota", "disable", "--quota-scope=bucket", "--bucket=small");
            }
            far.proxy.forgetRequests();

            far.send(object);

            assertThat(far.partsSent()).isNotEmpty().hasSizeLessThan(12).doesNotHaveDuplicates();
        }
    }

    @Test
    void aKeyThatIsTakenAwayInTheMiddleIsReplacedByTheOneThatHasComeIntoItsPlace() throws IOException {
        Path credentials = temp.resolve("credentials");
        System.setProperty("aws.sharedCredentialsFile", credentials.toString());
        try (FarTarget far = far()) {
            key("create", "firstkey");
            profile(credentials, "firstkey");
            far.with("partner", new CredentialSettings("", Secret.NONE, Secret.NONE, "partner"));
            LocalObject object = far.file(temp, "octree.bin", 4 * FarTarget.PART);
            AtomicInteger parts = new AtomicInteger();
            far.proxy.answer(request -> {
                if (request.contains("partNumber=") && parts.incrementAndGet() == 3) {
                    key("create", "secondkey");
                    profile(credentials, "secondkey");
                    key("rm", "firstkey");
                }
                return Optional.empty();
            });

            far.send(object);

            assertThat(parts.get()).isBetween(4, 6);
            assertThat(far.proxy.heads().stream().filter(head -> head.contains("Credential=secondkey/")))
                    .isNotEmpty();
        } finally {
            System.clearProperty("aws.sharedCredentialsFile");
        }
    }

    @ParameterizedTest
    @EnumSource
    void headersArriveWhateverWayAnObjectIsSent(FarTarget.Way way) throws IOException {
        try (FarTarget far = far()) {
            far.target()
                    .cacheControl("max-age=60")
                    .storageClass("STANDARD")
                    .encryption("aws:kms", CephServer.KMS_KEY)
                    .tags(Map.of("project", "rhine valley"));

            String key = far.send(way, temp);

            try (S3Connections connections = far.connections();
                    S3Connection connection = connections.open(far.target().build())) {
                HeadObjectResponse head = connection.require(key);
                assertThat(head.cacheControl()).isEqualTo("max-age=60");
                assertThat(head.contentType()).isEqualTo("application/x-points");
                assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
                assertThat(head.ssekmsKeyId()).isEqualTo(CephServer.KMS_KEY);
                assertThat(tags(connection, key))
                        .containsExactly(Tag.builder()
                                .key("project")
                                .value("rhine valley")
                                .build());
            }
        }
    }

    private static List<Tag> tags(S3Connection connection, String key) {
        return connection
                .client()
                .getObjectTagging(
                        request -> request.bucket(connection.target().bucket()).key(key))
                .tagSet();
    }

    @Override
    FarTarget far() throws IOException {
        FarTarget far = new FarTarget(ceph.address());
        far.target().keys(CephServer.ACCESS_KEY, Secret.of(CephServer.SECRET_KEY));
        return far;
    }

    private static void key(String action, String name) {
        try {
            ceph.admin(
                    "key",
                    action,
                    "--uid=" + CephServer.USER,
                    "--key-type=s3",
                    "--access-key=" + name,
                    "--secret-key=secret-of-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void profile(Path file, String name) {
        try {
            Files.writeString(
                    file,
                    "[partner]\naws_access_key_id = " + name + "\naws_secret_access_key = secret-of-" + name + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ATarget settings() {
        return ATarget.named("ceph").at(ceph.address()).keys(CephServer.ACCESS_KEY, Secret.of(CephServer.SECRET_KEY));
    }
}
