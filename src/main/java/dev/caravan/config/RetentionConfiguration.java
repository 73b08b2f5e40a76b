package dev.caravan.config;

import dev.caravan.api.retention.DeletedCalls;
import dev.caravan.api.retention.RetentionCalls;
import dev.caravan.api.retention.UnpublishCalls;
import dev.caravan.file.DeletionMarks;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.file.PublishedRecords;
import dev.caravan.history.History;
import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.publication.PublicationStore;
import dev.caravan.retention.DeletedSources;
import dev.caravan.retention.DeletionNews;
import dev.caravan.retention.LocalOctrees;
import dev.caravan.retention.Looks;
import dev.caravan.retention.OctreeSweep;
import dev.caravan.retention.Protection;
import dev.caravan.retention.RetentionRun;
import dev.caravan.retention.SourceLook;
import dev.caravan.retention.Unpublish;
import dev.caravan.retention.UnpublishFormat;
import dev.caravan.retention.UnpublishOrders;
import dev.caravan.retention.Withdrawn;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.version.DatasetLocks;
import dev.caravan.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What was deleted from the sources, what is to be unpublished, and by whom. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    DeletedSources deletedSources(
            CaravanSettings settings, SourceRules rules, Inbox inbox, History history, StringRedisTemplate redis) {
        return new DeletedSources(
                rules,
                new DeletionMarks(redis),
                new Looks(redis),
                new DeletionNews(redis, history),
                inbox,
                settings.retention(),
                Clock.systemUTC());
    }

    /** DOWN while so much is gone from a source directory that somebody has to say whether it was deleted. */
    @Bean
    HealthIndicator deletedSourcesHealthIndicator(DeletedSources deleted) {
        return () -> {
            try {
                return health(deleted.newest());
            } catch (DataAccessException e) {
                // Redis has an indicator of its own.
                return Health.unknown()
                        .withDetail("looks", "Redis cannot be asked")
                        .build();
            }
        };
    }

    private static Health health(List<SourceLook> looks) {
        Health.Builder health = Health.up();
        for (SourceLook look : looks) {
            if (look.isWithheld()) {
                health.down();
            }
            health.withDetail(look.source(), look.summary());
        }
        return health.build();
    }

    @Bean
    PublishedRecords publishedRecords(StringRedisTemplate redis) {
        return new PublishedRecords(redis);
    }

    @Bean
    LocalOctrees localOctrees(Workspace workspace, FileStore store, PublishedRecords records) {
        return new LocalOctrees(workspace.octrees(), store, records);
    }

    @Bean
    UnpublishFormat unpublishFormat() {
        return new UnpublishFormat();
    }

    @Bean
    Unpublish unpublish(
            CaravanSettings settings,
            S3Connections connections,
            PublicationStore store,
            FileClaims claims,
            DatasetLocks locks) {
        return new Unpublish(settings.publish(), connections, store, claims, locks);
    }

    @Bean
    Withdrawn withdrawn(PublishedRecords records, PublicationStore store, LocalOctrees octrees) {
        return new Withdrawn(records, store, octrees);
    }

    @Bean
    UnpublishOrders unpublishOrders(
            CaravanSettings settings,
            PublicationStore store,
            PublishedRecords records,
            JobQueue queue,
            Batches batches,
            History history) {
        return new UnpublishOrders(
                store,
                records,
                new Protection(settings.retention().protect()),
                settings.publish().targets().stream().map(TargetSettings::name).collect(Collectors.toSet()),
                queue,
                batches,
                settings.jobs(),
                history);
    }

    @Bean
    RetentionRun retentionRun(
            CaravanSettings settings,
            PublicationStore store,
            PublishedRecords records,
            UnpublishOrders orders,
            LocalOctrees octrees,
            History history,
            StringRedisTemplate redis) {
        return new RetentionRun(
                settings.retention(),
                store,
                records,
                orders,
                new OctreeSweep(redis, records, store, octrees),
                history,
                redis,
                Clock.systemUTC());
    }

    @Bean
    DeletedCalls deletedCalls(DeletedSources deleted, SourceRules rules, History history) {
        return new DeletedCalls(deleted, rules, history);
    }

    @Bean
    UnpublishCalls unpublishCalls(
            FileCatalog catalog, FileStore store, SourceRules rules, PublishedRecords records, UnpublishOrders orders) {
        return new UnpublishCalls(catalog, store, rules, records, orders);
    }

    @Bean
    RetentionCalls retentionCalls(RetentionRun run) {
        return new RetentionCalls(run);
    }
}
