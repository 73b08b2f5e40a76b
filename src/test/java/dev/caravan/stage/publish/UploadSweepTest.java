package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.AbandonedUploads;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.RealRedis;
import dev.caravan.support.StandingClock;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(RealRedis.class)
@Timeout(180)
class UploadSweepTest {
    private final String prefix = UUID.randomUUID() + "/";
    private final RedisLink link = new RedisLink();
    private final StandingClock clock = new StandingClock();

    @Test
    void whatIsRemovedIsInTheHistoryAndATargetThatIsAwayIsLeftOut() {
        PublishSettings settings = RealS3.settings(
                RealS3.targetAt("gone", URI.create("http://127.0.0.1:" + RealRedis.freePort())),
                ATarget.named("here").prefix(prefix).build());
        try (S3Client owner = RealS3.owner()) {
            owner.createMultipartUpload(request -> request.bucket(RealS3.BUCKET).key(prefix + "a"));
        }
        clock.pass(Duration.ofDays(8));

        try (S3Connections connections = RealS3.connections(settings)) {
            History history = new History(RealRedis.template(), link);
            UploadSweep sweep =
                    new UploadSweep(settings, new AbandonedUploads(connections, job -> false, clock), history);

            assertThat(sweep.due()).singleElement().satisfies(swept -> {
                assertThat(swept.target()).isEqualTo("here");
                assertThat(swept.aborted()).containsExactly(prefix + "a");
            });
            assertThat(sweep.due().get(0).aborted()).isEmpty();
        }
        assertThat(new Operations(RealRedis.template(), link).stream(HistoryQuery.ALL))
                .singleElement()
                .asString()
                .contains("upload-sweep")
                .contains(prefix + "a");
    }
}
