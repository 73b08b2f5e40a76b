package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.job.RedisLink;
import dev.caravan.stage.archive.UsualBackups;
import dev.caravan.stage.claim.ClaimConfiguration;
import dev.caravan.stage.claim.ClaimSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The routes `scan` and `claim` as they are delivered, with a mock in place of the queue. */
public final class ScanPipeline implements AutoCloseable {
    public final CamelContext context = new DefaultCamelContext();
    public final Inbox inbox;
    public final ScanAgenda agenda;
    public final MockEndpoint queue;

    private ScanPipeline(StringRedisTemplate redis, ScanSettings scan, ClaimSettings claim, Clock clock)
            throws Exception {
        FileStore store = new FileStore(redis);
        FileClaims claims = new FileClaims(redis);
        agenda = new ScanAgenda(scan.settle(), store, clock);
        inbox = new Inbox(scan, store, agenda, new ScanEvents(redis), clock);
        context.getRegistry().bind("inbox", inbox);
        context.getRegistry().bind("scanAgenda", agenda);
        context.getRegistry().bind("scanTally", new ScanTally());
        context.getRegistry().bind("scanHistory", new ScanHistory(new History(redis, new RedisLink()), scan));
        context.getRegistry().bind("fileIdempotentRepository", ClaimConfiguration.repository(claims, claim));
        context.getRegistry().bind("backups", UsualBackups.backups());
        MockComponent jobs = new MockComponent();
        // It stands in for our component, whose configurer it does not have.
        jobs.setAutowiredEnabled(false);
        context.addComponent("jobs", jobs);
        context.getPropertiesComponent().setInitialProperties(properties(scan));
        loadRoutes();
        context.start();
        queue = context.getEndpoint("jobs:convert", MockEndpoint.class);
    }

    public static ScanPipeline over(StringRedisTemplate redis, SourceSettings... sources) throws Exception {
        return with(redis, settings(Duration.ZERO, sources), new ClaimSettings(false, Duration.ofSeconds(10)));
    }

    public static ScanPipeline with(StringRedisTemplate redis, ScanSettings scan, ClaimSettings claim)
            throws Exception {
        return new ScanPipeline(redis, scan, claim, Clock.systemUTC());
    }

    /** Never by schedule, not at start. */
    public static ScanSettings settings(Duration settle, SourceSettings... sources) {
        return new ScanSettings("0 0 0 1 1 ? 2099", true, false, settle, List.of(sources));
    }

    public static SourceSettings source(Path root, String... exclude) {
        return SourceSettings.of(root.toString(), List.of("**/*.las", "**/*.laz"), List.of(exclude));
    }

    public ScanResult scan() {
        return context.createProducerTemplate().requestBody("direct:scan", null, ScanResult.class);
    }

    /** What has come to the queue so far, in the order in which it came. */
    public List<Dataset> queued() {
        return queue.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Dataset.class))
                .toList();
    }

    public List<String> queuedKeys() {
        return queued().stream().map(Dataset::key).sorted().toList();
    }

    @Override
    public void close() {
        context.stop();
    }

    private void loadRoutes() throws Exception {
        for (String route : List.of("scan-on-schedule", "scan-at-start", "scan-again", "scan", "claim", "begin")) {
            Resource file =
                    PluginHelper.getResourceLoader(context).resolveResource("file:routes/" + route + ".camel.yaml");
            PluginHelper.getRoutesLoader(context).loadRoutes(file);
        }
    }

    private static Properties properties(ScanSettings scan) {
        Properties properties = new Properties();
        properties.setProperty("caravan.scan.schedule", scan.schedule());
        properties.setProperty("caravan.scan.on-schedule", String.valueOf(scan.onSchedule()));
        properties.setProperty("caravan.scan.at-start", String.valueOf(scan.atStart()));
        return properties;
    }
}
