package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.s3.ATarget;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.send.SendOrder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendTallyTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter said = new StringWriter();
    private final AtomicLong clock = new AtomicLong();
    private final SendTally tally = new SendTally(new PrintWriter(said), clock::get);

    @Test
    void aLineASecondAndOneAtTheEnd() {
        tally.begins(order());
        tally.sent(10);
        clock.addAndGet(2 * SECOND);
        tally.unchanged("a/hierarchy.bin", 20);
        tally.sent(1);
        tally.sent(69);

        assertThat(said.toString().lines())
                .satisfiesExactly(
                        plan -> assertThat(plan).isEqualTo("plan target=far objects=3 bytes=100"),
                        first -> assertThat(first)
                                .startsWith("progress phase=upload percent=30.0 done=30 total=100 bytes_per_second="),
                        last -> assertThat(last)
                                .matches(
                                        "progress phase=upload percent=100\\.0 done=100 total=100 bytes_per_second=\\S+ eta_seconds=\\S+"));
    }

    @Test
    void whatIsSentAndWhatWasThereIsCounted() {
        tally.begins(order());
        tally.unchanged("a/hierarchy.bin", 20);
        tally.proven("a/octree.bin", 78);
        tally.proven("a/metadata.json", 2);

        assertThat(tally.objects()).isEqualTo(3);
        assertThat(tally.bytes()).isEqualTo(100);
        assertThat(tally.objectsSent()).isEqualTo(2);
        assertThat(tally.bytesSent()).isEqualTo(80);
        assertThat(tally.objectsUnchanged()).isEqualTo(1);
    }

    @Test
    void contentThatIsSentTwiceIsNoMoreThanAll() {
        tally.begins(order());
        clock.addAndGet(2 * SECOND);
        tally.sent(150);

        assertThat(said.toString()).contains("percent=unknown done=150 total=100", "eta_seconds=unknown");
    }

    private static SendOrder order() {
        TargetSettings target =
                ATarget.named("far").at(URI.create("https://s3.example.org")).build();
        return SendOrder.of(
                RealS3.settings(target),
                target,
                List.of(object("octree.bin", 78), object("hierarchy.bin", 20), object("metadata.json", 2)));
    }

    private static LocalObject object(String name, long size) {
        return new LocalObject(
                Path.of("/octrees", name), "a/" + name, size, "text/plain", 1 << 20, name.startsWith("metadata"));
    }
}
