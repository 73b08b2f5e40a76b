package dev.caravan.reprocess;

import dev.caravan.component.JobsComponent;
import dev.caravan.dataset.DatasetFormat;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.job.PayloadFormats;
import dev.caravan.job.RedisLink;
import dev.caravan.stage.archive.UsualBackups;
import dev.caravan.stage.claim.ClaimConfiguration;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanAgenda;
import dev.caravan.stage.scan.ScanEvents;
import dev.caravan.stage.scan.ScanHistory;
import dev.caravan.stage.scan.ScanResult;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.ScanTally;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.springframework.data.redis.core.StringRedisTemplate;

/** One instance that scans and reprocesses by the routes as they are delivered, and puts jobs into a real queue that nobody works on. */
final class ReprocessPipeline implements AutoCloseable {
    final DefaultCamelContext camel = new DefaultCamelContext();
    final JobQueue queue;
    final SourceRules rules;

    ReprocessPipeline(StringRedisTemplate redis, ScanSettings settings, Path data) throws Exception {
        FileStore store = new FileStore(redis);
        queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
        rules = new SourceRules(settings, Clock.systemUTC());
        ScanAgenda agenda = new ScanAgenda(settings.settle(), store, Clock.systemUTC());
        camel.getRegistry().bind("inbox", new Inbox(settings, store, agenda, new ScanEvents(redis), Clock.systemUTC()));
        camel.getRegistry().bind("scanHistory", new ScanHistory(new History(redis, new RedisLink()), settings));
        camel.getRegistry().bind("scanTally", new ScanTally());
        camel.getRegistry().bind("reprocessTally", new ReprocessTally());
        camel.getRegistry()
                .bind("reprocess", new Reprocess(rules, store, new FileCatalog(redis), new Batches(redis, queue)));
        camel.getRegistry()
                .bind(
                        "fileIdempotentRepository",
                        ClaimConfiguration.repository(
                                new FileClaims(redis), new ClaimSettings(false, Duration.ofSeconds(10))));
        camel.getRegistry().bind("backups", UsualBackups.backups());
        JobsComponent jobs = new JobsComponent();
        jobs.setQueue(queue);
        jobs.setPayloadFormats(PayloadFormats.only(new DatasetFormat()));
        jobs.setWorkspace(new Workspace(data));
        camel.addComponent("jobs", jobs);
        for (String route : List.of("scan", "claim", "begin", "reprocess", "reprocess-claim")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("file:routes/" + route + ".camel.yaml"));
        }
        camel.start();
    }

    ScanResult scan() {
        return camel.createProducerTemplate().requestBody("direct:scan", null, ScanResult.class);
    }

    ReprocessResult reprocess(ReprocessRequest request) {
        return camel.createProducerTemplate().requestBody("direct:reprocess", request, ReprocessResult.class);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
