package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.OperationRecord;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class ScanHistoryTest {
    private final RedisLink link = new RedisLink();
    private final ScanSettings settings = ScanPipeline.settings(
            Duration.ZERO, ScanPipeline.source(Path.of("/in/a")), ScanPipeline.source(Path.of("/in/b")));
    private final ScanHistory history = new ScanHistory(new History(RealRedis.template(), link), settings);

    @Test
    void aScanIsAnOperationOnItsSources() {
        history.append(aScan(true, List.of()));

        OperationRecord scan = only();
        assertThat(scan.operationType()).isEqualTo("scan");
        assertThat(scan.targetPath()).isEqualTo("/in/a, /in/b");
        assertThat(scan.status()).isEqualTo(OperationStatus.SUCCESS);
        assertThat(scan.errorMessage()).isNull();
        assertThat(scan.metadata())
                .containsEntry("seen", 10)
                .containsEntry("claimed", 3)
                .containsEntry("waiting", 2);
    }

    @Test
    void oneThatEndedEarlyIsDoneInPart() {
        history.append(aScan(false, List.of("cannot read x", "the scan ended early: the walk broke off")));

        assertThat(only().status()).isEqualTo(OperationStatus.PARTIAL);
        assertThat(only().errorMessage()).isEqualTo("the scan ended early: the walk broke off");
    }

    @Test
    void withoutRedisTheScanHasStillBeen() {
        var nowhere = RealRedis.template(RealRedis.freePort());
        ScanResult result = aScan(true, List.of());

        assertThat(new ScanHistory(new History(nowhere, link), settings).append(result))
                .isSameAs(result);
    }

    private static ScanResult aScan(boolean complete, List<String> errors) {
        Instant now = Instant.now();
        return new ScanResult(
                now.minusSeconds(2), now, 10, 5, 2, 3, 0, 0, 1, List.of(), errors, errors.size(), complete);
    }

    private OperationRecord only() {
        return new Operations(RealRedis.template(), link)
                .stream(HistoryQuery.ALL).map(one -> one.record()).findFirst().orElseThrow();
    }
}
