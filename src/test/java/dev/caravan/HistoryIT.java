package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operation;
import dev.caravan.history.OperationRecord;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.history.Performance;
import dev.caravan.history.PerformanceRow;
import dev.caravan.history.UploadRecord;
import dev.caravan.job.RedisLink;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a run of the packaged service the history tells what was done, and the clean-up leaves nothing but the history. */
class HistoryIT {
    private static final int POINTS = 500;

    @TempDir
    private Path directory;

    @Test
    void theHistoryTellsWhatBecameOfGoodAndBadFiles() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.jobs.result-ttl", "3s")
                .with("caravan.clean-up.schedule", "* * * * * ?")) {
            Path good = aLasFile()
                    .pointFormat(3)
                    .withRandomPoints(POINTS)
                    .writeTo(caravan.source().resolve("good.las"));
            Path bad = Files.writeString(caravan.source().resolve("bad.las"), "no point cloud".repeat(100));
            caravan.start().awaitEnds(List.of(good, bad));

            assertGood(caravan, good);
            assertBad(caravan, bad);
            assertReported(caravan);
            assertCleanedUp(caravan, good);
        }
    }

    private static void assertGood(Installation caravan, Path good) {
        Map<String, Operation> history = history(caravan, good).stream()
                .collect(Collectors.toMap(one -> one.record().operationType(), Function.identity()));
        assertThat(history).containsOnlyKeys("claim", "convert", "verify", "upload", "publish", "publish-s3", "record");
        String job = caravan.records().get(good, "job");
        assertThat(history.values()).allSatisfy(one -> {
            OperationRecord record = one.record();
            assertThat(record.status()).isEqualTo(OperationStatus.SUCCESS);
            assertThat(record.targetPath()).isEqualTo(good.toString());
            assertThat(record.targetName()).isEqualTo("good.las");
            // That of an upload, whose id begins with it, or its own.
            assertThat(String.valueOf(record.metadata().get("job"))).startsWith(job);
            assertThat(record.completedAt()).isAfterOrEqualTo(record.startedAt());
            assertThat(record.errorMessage()).isNull();
        });
        assertThat(history.get("verify").record().resultPath())
                .isEqualTo(caravan.records().get(good, "octreepath"));
        assertThat(history.get("record").record().resultPath())
                .isEqualTo(caravan.records().get(good, "url"));
        UploadRecord upload = (UploadRecord) history.get("upload");
        assertThat(upload.record().resultPath()).matches("s3://caravan/good/\\d{8}T\\d{6}Z-[0-9a-f]{8}/metadata.json");
        assertThat(upload.details().s3StorageClass()).isEqualTo("STANDARD");
        assertThat(upload.details().checksumS3Etag()).isNotBlank();
        assertThat(upload.details().originalSize()).isEqualTo(good.toFile().length());
    }

    private static void assertBad(Installation caravan, Path bad) {
        List<Operation> history = history(caravan, bad);

        assertThat(history).extracting(one -> one.record().operationType()).containsExactly("claim", "convert");
        OperationRecord failed = history.get(1).record();
        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.errorMessage()).isEqualTo(caravan.records().get(bad, "reason"));
        assertThat(failed.metadata())
                .containsEntry("failure_class", "BAD_INPUT")
                .containsEntry("attempt", 1L);
        assertThat(operations(caravan).stream(HistoryQuery.ALL.ended(OperationStatus.FAILED)))
                .containsExactly(history.get(1));
    }

    private static void assertReported(Installation caravan) {
        Map<String, PerformanceRow> totals = new Performance(
                        caravan.records().redis(), new RedisLink(), Clock.systemUTC())
                .report(2, "").totals().stream().collect(Collectors.toMap(PerformanceRow::type, Function.identity()));

        assertThat(totals).containsKeys("convert", "verify", "publish", "publish-s3", "record");
        assertThat(totals.get("dataset_conversion").count()).isEqualTo(2);
        assertThat(totals.get("dataset_conversion").successRate()).isEqualTo(0.5);
    }

    private static void assertCleanedUp(Installation caravan, Path good) {
        String job = caravan.records().get(good, "job");
        Path log = caravan.data().resolve("logs/jobs/" + job + ".log");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !caravan.records().redis().hasKey("job:" + job) && !Files.exists(log));
        assertThat(history(caravan, good)).hasSize(7);
        assertThat(caravan.records().get(good, "status")).isEqualTo("COMPLETED");
    }

    private static List<Operation> history(Installation caravan, Path file) {
        return operations(caravan).stream(HistoryQuery.ALL.at(file.toString()).startingWithTheOldest())
                .toList();
    }

    private static Operations operations(Installation caravan) {
        return new Operations(caravan.records().redis(), new RedisLink());
    }
}
