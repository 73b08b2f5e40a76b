package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.job.Progress;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class ScanProgressTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path root;

    private final StringRedisTemplate redis = RealRedis.template();
    private final List<Progress> told = new ArrayList<>();
    private ScanPipeline pipeline;
    private long now;

    @BeforeEach
    void start() throws Exception {
        pipeline = ScanPipeline.over(redis, ScanPipeline.source(root));
    }

    @AfterEach
    void stop() throws Exception {
        pipeline.close();
    }

    @Test
    void beginningAndEndAreEventsWithCountsAndASummary() throws Exception {
        SourceTree tree = new SourceTree(root);
        tree.file("a.las");
        tree.file("deep/b.las");

        pipeline.inbox.report(readToTheEnd(pipeline.inbox.begin()));

        List<Map<Object, Object>> events = events();
        assertThat(events).extracting(event -> event.get("state")).containsExactly("started", "ended");
        assertThat(events.get(0)).containsEntry("kind", "scan");
        assertThat(events.get(1)).containsEntry("complete", "true");
        assertThat(events.get(1).get("summary")).asString().contains("2 files seen");
        assertThat(events.get(1).get("progress")).asString().contains("\"done\":2", "\"phase\":\"scan\"");
    }

    @Test
    void theNextScanKnowsItsTotalAlsoAfterARestart() throws Exception {
        new SourceTree(root).file("a.las");
        pipeline.inbox.report(readToTheEnd(pipeline.inbox.begin()));
        pipeline.close();
        pipeline = ScanPipeline.over(redis, ScanPipeline.source(root));
        assertThat(pipeline.inbox.progress()).isEmpty();

        Scan scan = readToTheEnd(pipeline.inbox.begin());

        Progress progress = pipeline.inbox.progress().orElseThrow();
        assertThat(progress.total()).isEqualTo(1);
        assertThat(progress.percent()).isEqualTo(100);
        assertThat(progress.unit()).isEqualTo("files");
        assertThat(progress.current()).isEqualTo(root.toString());
        pipeline.inbox.report(scan);
        assertThat(pipeline.inbox.progress()).isEmpty();
    }

    @Test
    void aScanThatEndedEarlySaysNothingAboutTheTotal() throws Exception {
        new SourceTree(root).file("a.las");
        Scan scan = readToTheEnd(pipeline.inbox.begin());
        scan.report().endedEarly("the service is stopping");
        pipeline.inbox.report(scan);

        assertThat(new ScanEvents(redis).lastTotal()).isNull();
        assertThat(events()).last().satisfies(event -> assertThat(event).containsEntry("complete", "false"));
    }

    @Test
    void onceASecondIsEnough() {
        ScanReport report = new ScanReport(Instant.EPOCH);
        ScanProgress progress = new ScanProgress(report, 1000L, told::add, () -> now);
        report.enters(root);
        for (int i = 0; i < 100; i++) {
            now += SECOND / 20;
            report.seen.add(5);
            progress.look();
        }

        assertThat(told).hasSize(5);
        assertThat(told).extracting(Progress::done).isSorted();
        assertThat(told).last().extracting(Progress::current).isEqualTo(root.toString());
    }

    private static Scan readToTheEnd(Scan scan) {
        scan.forEach(dataset -> {});
        return scan;
    }

    private List<Map<Object, Object>> events() {
        return redis.opsForStream().range("events", Range.unbounded()).stream()
                .map(MapRecord::getValue)
                .filter(event -> "scan".equals(event.get("kind")))
                .toList();
    }
}
