package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.s3.SweptUpload.Fate;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import dev.caravan.support.StandingClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

@ExtendWith(RealRedis.class)
@Timeout(180)
class AbandonedUploadsTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final String prefix = UUID.randomUUID() + "/";
    private final UploadStates states = new RedisUploads(RealRedis.template());
    private final Set<String> living = new HashSet<>();
    private final StandingClock clock = new StandingClock();
    private FaultyProxy proxy;
    private TargetSettings target;
    private S3Connections connections;

    @BeforeEach
    void aTarget() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        target = ATarget.named("far")
                .prefix(prefix)
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .build();
        connections = new S3Connections(RealS3.settings(target), null, states, new OwnCapabilities());
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        proxy.close();
    }

    @Test
    void whatHasNotGoneOnForLongIsRemovedWhetherItIsRememberedOrNot() throws IOException {
        remembered("a");
        begun("b");
        clock.pass(WEEK.plusHours(1));

        Swept swept = sweep();

        assertThat(swept.aborted()).containsExactlyInAnyOrder(prefix + "a", prefix + "b");
        assertThat(swept.left()).isZero();
        assertThat(open()).isEmpty();
        assertThat(states.find("far", prefix + "a")).isEmpty();
    }

    @Test
    void whatMayStillBeGoneOnWithIsLeft() throws IOException {
        remembered("a");
        begun("b");
        clock.pass(WEEK.minusHours(1));

        Swept swept = sweep();

        assertThat(swept.aborted()).isEmpty();
        assertThat(swept.left()).isEqualTo(2);
        assertThat(open()).containsExactlyInAnyOrder(prefix + "a", prefix + "b");
        assertThat(states.find("far", prefix + "a")).isPresent();
    }

    @Test
    void uploadsBesideThePrefixAreNoneOfOurs() throws IOException {
        String beside = UUID.randomUUID().toString();
        begin(beside);
        clock.pass(WEEK.plusHours(1));

        assertThat(sweep().aborted()).isEmpty();
    }

    @Test
    void whatAKilledProbeHasLeftIsRemovedInItsTime() throws IOException {
        put(".caravan/probe-of-a-killed-service");
        put("cloud/metadata.json");
        clock.pass(WEEK.minusHours(1));
        sweep();
        assertThat(objects()).hasSize(2);

        clock.pass(Duration.ofHours(2));
        sweep();

        assertThat(objects()).containsExactly(prefix + "cloud/metadata.json");
    }

    @Test
    void whoForbidsToLookForProbesIsSweptAllTheSame() throws IOException {
        begun("b");
        proxy.answer(request -> request.contains("list-type=2") ? FaultyProxy.status(403) : Optional.empty());
        clock.pass(WEEK.plusHours(1));

        assertThat(sweep().aborted()).containsExactly(prefix + "b");
    }

    @Test
    void whereUploadsCannotBeListedTheRememberedOnesAreSwept() throws IOException {
        remembered("a");
        begun("b");
        proxy.answer(request ->
                request.startsWith("GET") && request.contains("uploads") ? FaultyProxy.status(501) : Optional.empty());
        clock.pass(WEEK.plusHours(1));

        Swept swept = sweep();

        assertThat(swept.listed()).isFalse();
        assertThat(swept.aborted()).containsExactly(prefix + "a");
        assertThat(open()).containsExactly(prefix + "b");
    }

    @Test
    void whatAJobIsStillToEndStaysWhateverItsAge() throws IOException {
        living.add("job-1");
        remembered("a", "job-1");
        remembered("b", "job-2");
        clock.pass(WEEK.multipliedBy(50));

        Swept swept = sweep();

        assertThat(swept.aborted()).containsExactly(prefix + "b");
        assertThat(open()).containsExactly(prefix + "a");
        assertThat(states.find("far", prefix + "a")).isPresent();
        assertThat(swept.count(Fate.GOES_ON)).isEqualTo(1);
    }

    @Test
    void whatAnotherJobHasTakenOverSinceItWasListedStays() throws IOException {
        remembered("a", "job-1");
        UploadState state = states.find("far", prefix + "a").orElseThrow();
        LivingJobs tookOverMeanwhile = job -> {
            states.takenOver("far", state, "job-2");
            return job.equals("job-2");
        };
        clock.pass(WEEK.plusHours(1));

        Swept swept = new AbandonedUploads(connections, tookOverMeanwhile, clock).sweep(target, WEEK);

        assertThat(swept.aborted()).isEmpty();
        assertThat(open()).containsExactly(prefix + "a");
    }

    @Test
    void aLookRemovesNothingAndSaysHowLargeEachIs() throws IOException {
        living.add("job-1");
        remembered("a", "job-1");
        UploadState state = states.find("far", prefix + "a").orElseThrow();
        states.received("far", state, 1, new ReceivedPart(new PartDigest(7, null, ""), "e"));
        String id = begin(prefix + "b");
        try (S3Client owner = RealS3.owner()) {
            owner.uploadPart(
                    part -> part.bucket(RealS3.BUCKET)
                            .key(prefix + "b")
                            .uploadId(id)
                            .partNumber(1),
                    RequestBody.fromString("eleven byte"));
        }
        clock.pass(WEEK.plusHours(1));

        Swept seen = new AbandonedUploads(connections, living::contains, clock).look(target, WEEK);

        assertThat(seen.uploads())
                .extracting(SweptUpload::key, SweptUpload::job, SweptUpload::bytes, SweptUpload::fate)
                .containsExactlyInAnyOrder(
                        tuple(prefix + "a", "job-1", 7L, Fate.GOES_ON), tuple(prefix + "b", "", 11L, Fate.ABANDONED));
        assertThat(open()).containsExactlyInAnyOrder(prefix + "a", prefix + "b");
    }

    private Swept sweep() throws IOException {
        return new AbandonedUploads(connections, living::contains, clock).sweep(target, WEEK);
    }

    private void remembered(String name) {
        remembered(name, "");
    }

    private void remembered(String name, String job) {
        String key = prefix + name;
        states.begin("far", new UploadState(key, begin(key), "a file", 5 << 20, Evidence.MD5, job, Map.of()));
    }

    private void begun(String name) {
        begin(prefix + name);
    }

    private static String begin(String key) {
        try (S3Client owner = RealS3.owner()) {
            return owner.createMultipartUpload(
                            request -> request.bucket(RealS3.BUCKET).key(key))
                    .uploadId();
        }
    }

    private void put(String name) {
        try (S3Client owner = RealS3.owner()) {
            owner.putObject(
                    request -> request.bucket(RealS3.BUCKET).key(prefix + name), RequestBody.fromString("content"));
        }
    }

    private List<String> objects() {
        try (S3Client owner = RealS3.owner()) {
            return owner.listObjectsV2(request -> request.bucket(RealS3.BUCKET).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    private List<String> open() {
        try (S3Client owner = RealS3.owner()) {
            return owner
                    .listMultipartUploads(
                            request -> request.bucket(RealS3.BUCKET).prefix(prefix))
                    .uploads()
                    .stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }
}
