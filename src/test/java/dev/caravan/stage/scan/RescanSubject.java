package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the rescan benchmark measures: an inbox without the route around it, and the parts of it. */
public final class RescanSubject {
    private final Source source;
    private final FileStore store;
    private final Inbox inbox;

    public RescanSubject(FileStore store, StringRedisTemplate redis, Path root) {
        ScanSettings settings = ScanPipeline.settings(Duration.ZERO, ScanPipeline.source(root));
        this.store = store;
        this.source = Source.of(settings.sources().get(0));
        this.inbox = new Inbox(
                settings,
                store,
                new ScanAgenda(settings.settle(), store, Clock.systemUTC()),
                new ScanEvents(redis),
                Clock.systemUTC());
    }

    /** As the route does it: reads the stream to its end, and closes the scan. */
    public ScanResult rescan() {
        Scan scan = inbox.begin();
        for (Dataset dataset : scan) {
            throw new IllegalStateException(dataset + " is not unchanged");
        }
        return inbox.report(scan);
    }

    /** Only the walk, with the batches thrown away. */
    public void walk() throws InterruptedException {
        byTurns(files -> {});
    }

    /** Walk and Redis by turns, in one thread, asked in the given way. */
    public void byTurns(Consumer<List<SourceFile>> ask) throws InterruptedException {
        sourcesWalk().walk(batch -> ask.accept(batch.files()));
    }

    /** Walk and Redis at the same time, asked in the given way. */
    public void ahead(Consumer<List<SourceFile>> ask) throws InterruptedException {
        try (WalkAhead walk = new WalkAhead(sourcesWalk()::walk)) {
            walk.start();
            for (Batch batch = walk.next(); batch != null; batch = walk.next()) {
                ask.accept(batch.files());
            }
        }
    }

    private SourcesWalk sourcesWalk() {
        return new SourcesWalk(
                List.of(source), store, new ScanReport(Clock.systemUTC().instant()));
    }
}
