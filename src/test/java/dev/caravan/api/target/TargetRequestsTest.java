package dev.caravan.api.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.ApiJson;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.NotFoundException;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.AbandonedUploads;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.setting.Secret;
import dev.caravan.stage.publish.UploadSweep;
import dev.caravan.support.AnApiRequest;
import dev.caravan.support.RealRedis;
import dev.caravan.support.StandingClock;
import dev.caravan.target.TargetStandings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(RealRedis.class)
class TargetRequestsTest {
    private final String prefix = UUID.randomUUID() + "/";
    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final PublishSettings settings = RealS3.settings(
            ATarget.named("here")
                    .prefix(prefix)
                    .at(RealS3.SERVER.endpoint())
                    .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                    .include("area/**")
                    .build(),
            ATarget.named("away")
                    .at(URI.create("http://127.0.0.1:" + RealRedis.freePort()))
                    .keys("somebody", new Secret("a-secret-of-somebody"))
                    .optional()
                    .build());
    private final S3Connections connections = new S3Connections(settings, null, redis);
    private final PublicationStore store = new PublicationStore(redis);
    private final StandingClock clock = new StandingClock();
    private final TargetCalls calls = new TargetCalls(
            settings,
            new TargetStandings(settings, connections, store, Clock.systemUTC()),
            new UploadSweep(settings, new AbandonedUploads(connections, job -> false, clock), new History(redis, link)),
            new History(redis, link));

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void eachTargetSaysHowItIsAndNobodysSecret() throws Exception {
        store.put("area/a", publication("here"));

        TargetListView list = calls.list(AnApiRequest.getting(Map.of()));

        TargetView here = list.items().get(0);
        assertThat(here.health().state()).hasToString("REACHABLE");
        assertThat(here.datasets()).isEqualTo(1);
        assertThat(here.include()).containsExactly("area/**");
        assertThat(here.capabilities()).isNull();
        assertThat(here.notes()).singleElement().asString().contains("caravan targets --probe here");
        TargetView away = list.items().get(1);
        assertThat(away.required()).isFalse();
        assertThat(away.datasets()).isZero();
        assertThat(away.health().state()).hasToString("AWAY");
        assertThat(away.notes()).anyMatch(note -> note.startsWith("AWAY: target 'away' (s3://"));
        assertThat(ApiJson.writer().writeValueAsString(list))
                .doesNotContain("a-secret-of-somebody")
                .doesNotContain("somebody")
                .doesNotContain(RealS3.SERVER.accessKey())
                .doesNotContain(RealS3.SERVER.secretKey().reveal())
                .contains("\"credentials\":\"the target's own access-key\"");
    }

    @Test
    void aProbeIsKnownFromThenOnAndInTheHistory() throws Exception {
        TargetView probed = calls.probe(AnApiRequest.posting("", Map.of("name", "here")));

        assertThat(probed.capabilities()).isNotNull();
        assertThat(probed.notes()).isEmpty();
        assertThat(calls.list(AnApiRequest.getting(Map.of())).items().get(0).capabilities())
                .isEqualTo(probed.capabilities());
        assertThat(operations()).contains("probe").contains("ann");
    }

    @Test
    void whatCannotBeAskedIsAnError() {
        assertThatThrownBy(() -> calls.probe(AnApiRequest.posting("", Map.of("name", "away"))))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'away'");
        assertThatThrownBy(() -> calls.probe(AnApiRequest.posting("", Map.of("name", "none"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no target is called 'none'; there are [here, away]");
        assertThatThrownBy(() -> calls.sweep(sweep("{}", "none"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> calls.probe(AnApiRequest.posting("{}", Map.of("name", "here"))))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void aSweepIsADryRunUnlessItIsMeant() throws Exception {
        begun("a");
        clock.pass(Duration.ofHours(3));

        SweepView looked = calls.sweep(sweep("{'olderThan': '2h'}", "here"));
        SweepView tooYoung = calls.sweep(sweep("", "here"));

        assertThat(looked.dryRun()).isTrue();
        assertThat(looked.removed()).isEqualTo(1);
        assertThat(looked.olderThanSeconds()).isEqualTo(7200);
        assertThat(looked.items()).singleElement().satisfies(upload -> {
            assertThat(upload.key()).isEqualTo(prefix + "a");
            assertThat(upload.fate()).isEqualTo("ABANDONED");
            assertThat(upload.bytes()).isZero();
            assertThat(upload.job()).isNull();
            assertThat(upload.reason()).isEqualTo("no job is known that would end it");
        });
        assertThat(tooYoung.olderThanSeconds()).isEqualTo(Duration.ofDays(7).toSeconds());
        assertThat(tooYoung.removed()).isZero();
        assertThat(tooYoung.items()).singleElement().extracting(SweptView::fate).isEqualTo("RECENT");
        assertThat(operations()).isEmpty();

        SweepView swept = calls.sweep(sweep("{'olderThan': '2h', 'dryRun': false}", "here"));

        assertThat(swept.dryRun()).isFalse();
        assertThat(swept.removed()).isEqualTo(1);
        assertThat(swept.left()).isZero();
        assertThat(calls.sweep(sweep("{}", "here")).total()).isZero();
        assertThat(operations()).contains("upload-sweep").contains("ann").contains(prefix + "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'olderThan': '59s'}",
                "{'olderThan': '366d'}",
                "{'olderThan': 'PT2H'}",
                "{'olderThan': ''}",
                "{'olderThan': '99999999999999999999d'}"
            })
    void anAgeThatIsNoneIsNamed(String body) {
        assertThatThrownBy(() -> calls.sweep(sweep(body, "here")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith("olderThan: ");
    }

    private void begun(String name) {
        try (S3Client owner = RealS3.owner()) {
            owner.createMultipartUpload(request -> request.bucket(RealS3.BUCKET).key(prefix + name));
        }
    }

    private String operations() {
        StringBuilder all = new StringBuilder();
        new Operations(redis, link).stream(HistoryQuery.ALL).forEach(all::append);
        return all.toString();
    }

    private static ApiRequest sweep(String body, String target) {
        return AnApiRequest.posting(body, Map.of("name", target));
    }

    private static Publication publication(String target) {
        return new Publication(
                target, Layout.PLAIN, "", "a/", URI.create("http://s3/a"), null, 1, 1, Instant.EPOCH, "job-1", null);
    }
}
