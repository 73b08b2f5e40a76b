package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(RealRedis.class)
@Timeout(180)
class CapabilitiesTest {
    private final String prefix = UUID.randomUUID() + "/";
    private FaultyProxy proxy;
    private TargetSettings target;
    private S3Connections connections;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        target = ATarget.named("far")
                .prefix(prefix)
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .acl("public-read")
                .layout(Layout.VERSIONED)
                .build();
        connections = RealS3.connections(RealS3.settings(target));
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        proxy.close();
    }

    @Test
    void aServerIsAskedAndNothingIsLeftThere() throws IOException {
        Capabilities found = connections.probe(target);

        assertThat(found.probed()).isTrue();
        assertThat(found.fullChecksums()).isTrue();
        assertThat(found.eTagIsMd5()).isTrue();
        assertThat(found.conditionalWrites()).isTrue();
        assertThat(found.acls()).isTrue();
        assertThat(found.listsUploads()).isTrue();
        assertThat(found.consequences(target)).isEmpty();
        try (S3Client owner = RealS3.owner()) {
            assertThat(owner.listObjectsV2(
                                    request -> request.bucket(RealS3.BUCKET).prefix(prefix))
                            .contents())
                    .isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotLetUsLookIsGivenTheLeast() throws IOException {
        proxy.answer(request -> request.startsWith("PUT") ? FaultyProxy.status(403) : Optional.empty());

        Capabilities found = connections.probe(target);

        assertThat(found.probed()).isFalse();
        assertThat(found.evidence()).isEqualTo(Evidence.MD5);
        assertThat(found.consequences(target)).singleElement().asString().contains(prefix + ".caravan/");
    }

    @Test
    void whatABucketsPolicyAsksOfEachObjectIsInThatOneToo() throws IOException {
        TargetSettings tagged = ATarget.named("far")
                .prefix(prefix)
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .acl("")
                .tags(Map.of("owner", "lidar"))
                .build();
        proxy.answerHead(head -> head.startsWith("PUT") && !head.toLowerCase().contains("x-amz-tagging: owner=lidar")
                ? FaultyProxy.status(403)
                : Optional.empty());

        try (S3Connections toTagged = RealS3.connections(RealS3.settings(tagged))) {
            assertThat(toTagged.probe(tagged).probed()).isTrue();
        }
    }

    @Test
    void whatIsConfiguredAndNotSupportedIsSaidWithItsKey() throws IOException {
        proxy.answer(request -> request.endsWith("?acl HTTP/1.1") ? FaultyProxy.status(501) : Optional.empty());

        Capabilities found = connections.probe(target);

        assertThat(found.acls()).isFalse();
        assertThat(found.consequences(target))
                .singleElement()
                .asString()
                .contains("caravan.publish.targets[far].acl")
                .contains("public-read");
    }

    @Test
    void whatIsFoundOutIsKnownToAllInstancesForADay() throws IOException {
        try (S3Connections one = shared(target);
                S3Connections another = shared(target)) {
            Capabilities found = one.capabilities(target);
            proxy.forgetRequests();

            assertThat(another.known(target)).contains(found);
            assertThat(another.capabilities(target)).isEqualTo(found);
            assertThat(proxy.requests()).isEmpty();

            keep(found, Instant.now().minus(Duration.ofHours(25)));

            assertThat(another.capabilities(target).at()).isAfter(Instant.now().minus(Duration.ofHours(1)));
            assertThat(proxy.requests()).isNotEmpty();
        }
    }

    @Test
    void whatWasRefusedIsTriedAgainSoon() throws IOException {
        try (S3Connections one = shared(target)) {
            keep(Capabilities.unknown(Instant.EPOCH), Instant.now().minus(Duration.ofMinutes(11)));

            assertThat(one.capabilities(target).probed()).isTrue();
        }
    }

    @Test
    void anotherServerIsAskedAnew() throws IOException {
        TargetSettings moved =
                ATarget.named("far").prefix("elsewhere/").at(proxy.address()).build();
        try (S3Connections one = shared(target);
                S3Connections other = shared(moved)) {
            one.probe(target);

            assertThat(one.known(target)).isPresent();
            assertThat(other.known(moved)).isEmpty();
        }
        assertThat(RealRedis.template().opsForValue().get("capabilities:far"))
                .doesNotContain(RealS3.SERVER.accessKey())
                .doesNotContain(RealS3.SERVER.secretKey().reveal());
    }

    @Test
    void aDamagedRecordIsMadeAnew() throws IOException {
        RealRedis.template().opsForValue().set("capabilities:far", "{");
        try (S3Connections one = shared(target)) {
            assertThat(one.known(target)).isEmpty();
            assertThat(one.capabilities(target).probed()).isTrue();
            assertThat(one.known(target)).isPresent();
        }
    }

    @Test
    void whatIsDoneInsteadIsSaid() {
        Capabilities little = new Capabilities(true, false, true, false, true, false, Instant.EPOCH);

        assertThat(little.consequences(target))
                .hasSize(3)
                .anyMatch(sentence -> sentence.contains("proven by their MD5 instead"))
                .anyMatch(sentence -> sentence.contains("a lock in Redis"))
                .anyMatch(sentence -> sentence.contains("only those that this service remembers"));
    }

    private static S3Connections shared(TargetSettings target) {
        return new S3Connections(RealS3.settings(target), null, RealRedis.template());
    }

    private void keep(Capabilities found, Instant at) {
        new RedisCapabilities(RealRedis.template())
                .put(
                        target,
                        new Capabilities(
                                found.probed(),
                                found.fullChecksums(),
                                found.eTagIsMd5(),
                                found.conditionalWrites(),
                                found.acls(),
                                found.listsUploads(),
                                at));
    }

    @Test
    void aServerThatIsAwayIsAnError() throws IOException {
        proxy.close();

        assertThatThrownBy(() -> connections.probe(target))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("Connection refused");
    }
}
