package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/**
 * A server whose clock is an hour ahead of ours, and which looks at the time that a request is signed with: so does the proxy, and the
 * server behind it checks the signature, but takes any time.
 */
@Timeout(60)
class SkewedClockTest {
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration ALLOWED = Duration.ofMinutes(15);
    private static final Pattern SIGNED_AT = Pattern.compile("(?i)x-amz-date: (\\d{8}T\\d{6}Z)");

    @TempDir
    Path temp;

    private final AtomicInteger refused = new AtomicInteger();
    private S3Proxy server;
    private FarTarget far;

    @BeforeEach
    void aServerWithAnotherClock() throws Exception {
        Files.createDirectories(temp.resolve("store").resolve(RealS3.BUCKET));
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(temp.resolve("store").toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        RealS3.SERVER.accessKey(),
                        RealS3.SERVER.secretKey().reveal())
                .ignoreUnknownHeaders(true)
                .maximumTimeSkew(Math.toIntExact(AHEAD.multipliedBy(2).toSeconds()))
                .build();
        server.start();
        far = new FarTarget(URI.create("http://127.0.0.1:" + server.getPort()));
        far.target().keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey());
        far.proxy.answerHead(this::refuseWhatIsSignedAtAnotherTime);
    }

    @AfterEach
    void stop() throws Exception {
        if (far != null) {
            far.close();
        }
        server.stop();
        // What one client has learned is what the next one of this Java begins with.
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    /** By the first refusal our client learns the time there, and signs by it from then on. */
    @ParameterizedTest
    @EnumSource
    void uploadsGoThroughAfterOneRefusal(FarTarget.Way way) throws IOException {
        String key = far.send(way, temp);

        assertThat(refused).hasValueBetween(1, 2);
        assertThat(Files.readAllBytes(
                        temp.resolve("store").resolve(RealS3.BUCKET).resolve(key)))
                .isEqualTo(Files.readAllBytes(temp.resolve(way.name())));
    }

    private Optional<String> refuseWhatIsSignedAtAnotherTime(String head) {
        Matcher signed = SIGNED_AT.matcher(head);
        assertThat(signed.find()).isTrue();
        Instant theirs = Instant.now().plus(AHEAD);
        Instant ours = LocalDateTime.parse(signed.group(1), DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
                .toInstant(ZoneOffset.UTC);
        if (Duration.between(ours, theirs).abs().compareTo(ALLOWED) <= 0) {
            return Optional.empty();
        }
        refused.incrementAndGet();
        return FaultyProxy.error(403, "RequestTimeTooSkewed", theirs);
    }
}
