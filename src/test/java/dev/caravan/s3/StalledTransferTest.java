package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.s3.limit.BandwidthSettings;
import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Connections on which nothing moves, and those on which little does. */
@Timeout(120)
class StalledTransferTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(10);
    /** More than what two machines' buffers keep of one connection. */
    private static final int LARGE = 16 << 20;

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

    @Test
    void aContentThatIsNotTakenAnyMoreIsSentByAnotherConnection() throws IOException {
        far.with(FarTarget.retry(SHORT, LONG));
        LocalObject object = far.whole(temp, "octree.bin", LARGE);
        once("PUT", FaultyProxy.STALL);

        far.send(object);

        assertThat(far.requests("PUT")).hasSize(2);
        assertThat(FarTarget.content(object.key())).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void aPartThatIsNotTakenAnyMoreIsTheOnlyOneThatIsSentAgain() throws IOException {
        far.with(FarTarget.retry(SHORT, LONG));
        LocalObject object = far.file(temp, "octree.bin", 3 * FarTarget.PART);
        once("partNumber=2", FaultyProxy.STALL);

        far.send(object);

        assertThat(far.partsSent()).containsExactlyInAnyOrder(1, 2, 2, 3);
        assertThat(FarTarget.content(object.key())).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForAgain() throws IOException {
        far.with(FarTarget.retry(LONG, SHORT));
        LocalObject object = far.file(temp, "hierarchy.bin", 9);
        once("PUT", FaultyProxy.SILENCE);

        far.send(object);

        assertThat(far.requests("PUT")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", FaultyProxy.OPEN_END})
    void anAnswerThatIsCutOffOrStopsIsAskedForAgain(String end) throws IOException {
        far.with(FarTarget.retry(LONG, SHORT));
        LocalObject object = far.file(temp, "latest.json", 9);
        far.send(object);
        AtomicInteger asked = new AtomicInteger();
        far.proxy.answer(request -> request.startsWith("GET") && asked.getAndIncrement() == 0
                ? Optional.of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour" + end)
                : Optional.empty());

        try (S3Connections connections = far.connections();
                S3Connection connection = connections.open(far.target().build())) {
            assertThat(new S3Objects(connection)
                            .read(object.key(), 9)
                            .orElseThrow()
                            .content())
                    .isEqualTo(Files.readAllBytes(object.file()));
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void aServerThatNeverMovesIsNamedWithWhatItDidNotDo() throws IOException {
        far.with(FarTarget.retry(SHORT, SHORT));
        LocalObject object = far.whole(temp, "octree.bin", LARGE);
        far.proxy.answer(request -> request.startsWith("PUT") ? Optional.of(FaultyProxy.STALL) : Optional.empty());
        assertThatThrownBy(() -> far.send(object))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining("PUT of " + object.key())
                .hasMessageContaining("the server did not take any of the content for 0.5 s");

        far.proxy.answer(request -> Optional.of(FaultyProxy.SILENCE));
        assertThatThrownBy(() -> far.send(object))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("HEAD of " + object.key())
                .hasMessageContaining("the server did not answer for 0.5 s");
    }

    @Test
    void whatIsSlowAndMovesIsLeftAlone() throws IOException {
        far.with(FarTarget.retry(Duration.ofSeconds(2), Duration.ofSeconds(2)));
        LocalObject object = far.whole(temp, "octree.bin", LARGE);
        far.proxy.slow(128 << 10);

        far.send(object);

        assertThat(far.requests("PUT")).hasSize(1);
        assertThat(FarTarget.content(object.key())).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void anAnswerThatIsSlowAndMovesIsLeftAlone() throws IOException {
        far.with(FarTarget.retry(LONG, SHORT));
        LocalObject object = far.whole(temp, "octree.bin", 100_000);
        far.send(object);
        far.proxy.slow(1_500);

        try (S3Connections connections = far.connections();
                S3Connection connection = connections.open(far.target().build())) {
            assertThat(new S3Objects(connection)
                            .read(object.key(), 100_000)
                            .orElseThrow()
                            .content())
                    .hasSize(100_000);
        }
        assertThat(far.requests("GET")).hasSize(1);
    }

    @Test
    void whatWaitsForOurOwnBandwidthIsLeftAlone() throws IOException {
        far.with(FarTarget.retry(Duration.ofMillis(200), LONG))
                .with(new BandwidthSettings(DataSize.ofBytes(8_000), List.of(), ""));
        LocalObject object = far.file(temp, "hierarchy.bin", 24_000);

        far.send(object);

        assertThat(far.requests("PUT")).hasSize(1);
    }

    private void once(String request, String fault) {
        AtomicInteger faults = new AtomicInteger();
        far.proxy.answer(line ->
                line.contains(request) && faults.getAndIncrement() == 0 ? Optional.of(fault) : Optional.empty());
    }
}
