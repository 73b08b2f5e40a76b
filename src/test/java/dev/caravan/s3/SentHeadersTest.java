package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.Secret;
import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire beside the content, whatever way an object is sent. */
@Timeout(60)
class SentHeadersTest {
    private static final List<String> OURS = List.of(
            "cache-control",
            "content-type",
            "x-amz-acl",
            "x-amz-storage-class",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-tagging");

    @TempDir
    Path temp;

    private FarTarget far;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        far = new FarTarget();
    }

    @AfterEach
    void stop() throws IOException {
        far.close();
    }

    @ParameterizedTest
    @EnumSource
    void allOfThemAreThereHoweverAnObjectIsSent(FarTarget.Way way) throws IOException {
        far.target()
                .acl("public-read")
                .cacheControl("public, max-age=60")
                .storageClass("STANDARD_IA")
                .tags(Map.of("project", "rhine valley", "a&b", "ü=1"));

        String key = far.send(way, temp);

        assertThat(ours(beginning(key)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cache-control", "public, max-age=60",
                        "content-type", "application/x-points",
                        "x-amz-acl", "public-read",
                        "x-amz-storage-class", "STANDARD_IA",
                        "x-amz-tagging", "a%26b=%C3%BC%3D1&project=rhine%20valley"));
    }

    /** The server that runs here does not know it, and says so. */
    @ParameterizedTest
    @EnumSource
    void encryptionIsAskedForAndNamedWhenTheServerHasNone(FarTarget.Way way) {
        far.target().encryption("aws:kms", "arn:aws:kms:eu-central-1:1:key/2");
        // What asks the server what it can do is encrypted as well, and would be refused before.
        far.proxy.answer(request -> request.contains("/.caravan/probe-")
                ? FaultyProxy.error(403, "AccessDenied", Instant.now())
                : Optional.empty());

        assertThatThrownBy(() -> far.send(way, temp))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("NotImplemented (501)")
                .hasMessageContaining("caravan.publish.targets[far].encryption 'aws:kms'");

        assertThat(ours(beginning(far.key(way.name()))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "content-type", "application/x-points",
                        "x-amz-server-side-encryption", "aws:kms",
                        "x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:eu-central-1:1:key/2"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotConfiguredIsNotSent(FarTarget.Way way) throws IOException {
        String key = far.send(way, temp);

        assertThat(ours(beginning(key))).containsOnlyKeys("content-type");
    }

    /** Only whoever begins an upload may say how it is kept: servers refuse such headers with a part. */
    @Test
    void partsAndTheirCompletionCarryNoneOfThem() throws IOException {
        far.target().acl("public-read").storageClass("STANDARD_IA").cacheControl("no-cache");

        far.send(FarTarget.Way.IN_PARTS, temp);

        assertThat(heads("uploadId="))
                .isNotEmpty()
                .allSatisfy(head -> assertThat(ours(head).keySet()).isSubsetOf("content-type"));
    }

    @Test
    void whatIsWrittenAgainAndAgainIsKeptLikeTheOthersButInTheUsualClass() throws IOException {
        far.target().acl("public-read").storageClass("STANDARD_IA").tags(Map.of("project", "rhine"));

        try (S3Connections connections = far.connections();
                S3Connection connection = connections.open(far.target().build())) {
            new S3Objects(connection)
                    .write(far.key("latest.json"), new byte[2], "application/json", "no-cache", Condition.ALWAYS);
        }

        assertThat(ours(heads("latest.json").get(0)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cache-control", "no-cache",
                        "content-type", "application/json",
                        "x-amz-acl", "public-read",
                        "x-amz-tagging", "project=rhine"));
    }

    @ParameterizedTest
    @EnumSource
    void credentialsByNameAreWhatRequestsAreSignedWith(FarTarget.Way way) throws IOException {
        far.with(
                "partner",
                new CredentialSettings(
                        RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey(), Secret.of("a-session"), ""));

        far.send(way, temp);

        assertThat(far.proxy.heads()).allSatisfy(head -> assertThat(head)
                .contains("Credential=" + RealS3.SERVER.accessKey() + "/")
                .containsIgnoringCase("x-amz-security-token: a-session")
                .doesNotContain(RealS3.SERVER.secretKey().reveal()));
    }

    @Test
    void anAclThatTheServerRefusesIsSaidWithItsKey() throws IOException {
        far.target().acl("public-read");
        far.proxy.answerHead(head -> head.toLowerCase().contains("x-amz-acl")
                ? FaultyProxy.error(400, "AccessControlListNotSupported", Instant.now())
                : Optional.empty());
        LocalObject object = far.file(temp, "metadata.json", 9);

        try (S3Connections connections = far.connections()) {
            TargetSettings target = far.target().build();
            assertThat(connections.probe(target).acls()).isFalse();
            assertThat(connections.probe(target).consequences(target))
                    .singleElement()
                    .asString()
                    .contains("caravan.publish.targets[far].acl 'public-read' has to be ''");
        }
        assertThatThrownBy(() -> far.send(object))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("AccessControlListNotSupported (400)")
                .hasMessageContaining("caravan.publish.targets[far].acl 'public-read' has to be ''");
        assertThat(far.requests("PUT").stream().filter(request -> request.endsWith("metadata.json")))
                .hasSize(1);
    }

    /** The request that the object was begun with. */
    private String beginning(String key) {
        return far.proxy.heads().stream()
                .filter(head -> head.matches("(?s)(PUT \\S+/" + key + " |POST \\S+/" + key + "\\?uploads ).*"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> heads(String part) {
        return far.proxy.heads().stream()
                .filter(head -> head.lines().findFirst().orElseThrow().contains(part))
                .toList();
    }

    private static Map<String, String> ours(String head) {
        Map<String, String> found = new TreeMap<>();
        head.lines().skip(1).filter(line -> line.contains(": ")).forEach(line -> {
            String name = line.substring(0, line.indexOf(": ")).toLowerCase();
            if (OURS.contains(name)) {
                found.put(name, line.substring(line.indexOf(": ") + 2));
            }
        });
        return found;
    }
}
