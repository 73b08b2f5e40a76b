package dev.caravan.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.doctor.Status;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Capabilities;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.SweepSettings;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.Secret;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import dev.caravan.target.TargetStandings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(RealRedis.class)
class TargetsCheckTest {
    private static final SweepSettings NEVER = new SweepSettings("0 41 3 * * ?", Duration.ZERO);
    private static final URI NOBODY = URI.create("http://127.0.0.1:" + RealRedis.freePort());

    @Test
    void oneThatIsThereAndWhatItsServerDoesOtherwise() throws Exception {
        TargetSettings target = RealS3.targetAt("here", RealS3.SERVER.endpoint());

        Found found = look(RealS3.settings(target), true);

        found.isWell();
        found.has(Status.OK, "reachable: s3://clouds/", "");
    }

    @Test
    void thoseThatAreNotAsTheyShouldBe() throws Exception {
        PublishSettings settings = RealS3.settings(
                at("wrong-key", RealS3.SERVER.endpoint()).prefix("a").build(),
                at("away", NOBODY).prefix("b").build(),
                at("spare", NOBODY).prefix("c").optional().build());

        Found found = look(settings, false);

        found.has(Status.FAILED, "'wrong-key'", "caravan.publish.targets[wrong-key].credentials")
                .has(Status.FAILED, "'away'", "curl -I " + NOBODY)
                .has(Status.WARNING, "not required", "caravan.publish.targets[spare].endpoint");
        assertThat(found.findings().toString()).doesNotContain("secret-of-nobody");
    }

    @Test
    void whatIsKnownOfOneThatWasNeverAsked() throws Exception {
        look(RealS3.settings(RealS3.targetAt("here", RealS3.SERVER.endpoint())), false)
                .has(Status.SKIPPED, "caravan targets --probe here", "");
    }

    @Test
    void differencesThatSomebodyHasToKnow() {
        TargetSettings target =
                ATarget.named("old").layout(Layout.VERSIONED).acl("public-read").build();

        of(target, new Capabilities(true, false, false, false, false, false, Instant.EPOCH))
                .has(Status.FAILED, "refuses ACLs", "targets[old].acl to ''")
                .has(Status.WARNING, "conditional writes", "targets[old].layout to plain")
                .has(Status.WARNING, "only sizes are proven", "caravan audit --checksum")
                .has(Status.OK, "does not list uploads", "");
        of(target, new Capabilities(false, false, true, false, true, true, Instant.EPOCH))
                .has(Status.WARNING, "a small object was refused", "caravan targets --probe old");
        assertThat(of(target, new Capabilities(true, true, true, true, true, true, Instant.EPOCH))
                        .findings())
                .isEmpty();
    }

    @Test
    void uploadsThatAreNeverSweptAndNoTargets() throws Exception {
        Found.by(new TargetsCheck(List::of, NEVER)).has(Status.WARNING, "never removed", "caravan.publish.sweep.after");
        Found.by(new TargetsCheck(List::of, new SweepSettings("0 41 3 * * ?", Duration.ofDays(7))))
                .states()
                .containsExactly(Status.SKIPPED);
    }

    @Test
    void theTimeThere() throws Exception {
        assertThat(clock(Duration.ZERO).status()).isEqualTo(Status.OK);
        assertThat(clock(Duration.ofMinutes(-5)).status()).isEqualTo(Status.WARNING);
        Finding hour = clock(Duration.ofHours(1));
        assertThat(hour.status()).isEqualTo(Status.FAILED);
        assertThat(hour.message()).contains("ahead of this machine");
        assertThat(hour.remedy()).contains("timedatectl");
        Found.by(new TargetClockCheck("away", NOBODY, Clock.systemUTC()))
                .states()
                .containsExactly(Status.SKIPPED);
    }

    private static Finding clock(Duration ahead) throws Exception {
        try (FaultyProxy server = new FaultyProxy(NOBODY)) {
            server.answerHead(
                    head -> FaultyProxy.error(403, "AccessDenied", Instant.now().plus(ahead)));
            return new TargetClockCheck("far", server.address(), Clock.systemUTC())
                    .look()
                    .get(0);
        }
    }

    private static Found look(PublishSettings settings, boolean probed) throws Exception {
        var redis = RealRedis.template();
        try (S3Connections connections = new S3Connections(settings, null, redis)) {
            if (probed) {
                connections.probe(settings.targets().get(0));
            }
            TargetStandings standings =
                    new TargetStandings(settings, connections, new PublicationStore(redis), Clock.systemUTC());
            return Found.by(new TargetsCheck(standings::all, settings.sweep()));
        }
    }

    private static Found of(TargetSettings target, @Nullable Capabilities known) {
        Findings findings = new Findings("targets");
        new TargetDifferences(target, known).tell(findings);
        return new Found(findings.all());
    }

    private static ATarget at(String name, URI address) {
        return ATarget.named(name).at(address).keys("nobody", new Secret("secret-of-nobody"));
    }
}
