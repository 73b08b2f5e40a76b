package dev.caravan.config;

import dev.caravan.api.version.DatasetNames;
import dev.caravan.api.version.VersionCalls;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.publish.VersionedLayout;
import dev.caravan.version.DatasetLocks;
import dev.caravan.version.RecordUrls;
import dev.caravan.version.RollBack;
import dev.caravan.version.UnfinishedVersions;
import dev.caravan.version.VersionList;
import dev.caravan.version.VersionPruning;
import dev.caravan.version.VersionSweep;
import dev.caravan.version.VersionSwitch;
import dev.caravan.version.VersionUploads;
import dev.caravan.version.VersionedDatasets;
import dev.caravan.version.VersionedTargets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Versions of datasets: what publishes them, sweeps them, lists them and rolls them back. */
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {
    /** As long as a request may take that hangs; what a worker had that was killed is free again after it. */
    private static final Duration LOCK = Duration.ofSeconds(45);

    private static final Clock CLOCK = Clock.systemUTC();

    @Bean
    VersionedTargets versionedTargets(CaravanSettings settings) {
        return new VersionedTargets(settings.publish());
    }

    @Bean
    VersionedDatasets versionedDatasets(S3Connections connections) {
        return new VersionedDatasets(target -> connections.capabilities(target).conditionalWrites());
    }

    @Bean
    DatasetLocks datasetLocks(StringRedisTemplate redis) {
        return new DatasetLocks(redis, LOCK);
    }

    @Bean
    VersionUploads versionUploads(StringRedisTemplate redis) {
        return new VersionUploads(redis);
    }

    @Bean
    VersionPruning versionPruning(CaravanSettings settings, History history) {
        return new VersionPruning(settings.publish().versions(), history, CLOCK);
    }

    @Bean
    VersionSwitch versionSwitch(DatasetLocks locks, VersionUploads uploads, VersionPruning pruning) {
        return new VersionSwitch(locks, uploads, pruning, CLOCK);
    }

    @Bean
    VersionedLayout versionedLayout(VersionedDatasets datasets, VersionUploads uploads, VersionSwitch pointers) {
        return new VersionedLayout(datasets, uploads, pointers);
    }

    @Bean
    VersionSweep versionSweep(
            CaravanSettings settings,
            VersionedTargets targets,
            S3Connections connections,
            VersionedDatasets datasets,
            PublicationStore publications,
            VersionUploads uploads,
            DatasetLocks locks,
            VersionPruning pruning,
            JobQueue queue) {
        UnfinishedVersions unfinished = new UnfinishedVersions(
                uploads,
                pruning,
                job -> queue.get(job)
                        .map(Job::state)
                        .filter(state -> !state.isFinal())
                        .isPresent(),
                settings.publish().versions().abandonedAfter(),
                CLOCK);
        return new VersionSweep(targets, connections, datasets, publications, uploads, locks, pruning, unfinished);
    }

    @Bean
    VersionList versionList(VersionedTargets targets, S3Connections connections, VersionedDatasets datasets) {
        return new VersionList(targets, connections, datasets);
    }

    @Bean
    VersionCalls versionCalls(VersionList versions, RollBack rollBack, FileStore store) {
        return new VersionCalls(versions, rollBack, new DatasetNames(store));
    }

    @Bean
    RollBack rollBack(
            VersionedTargets targets,
            S3Connections connections,
            VersionedDatasets datasets,
            VersionSwitch pointers,
            PublicationStore publications,
            StringRedisTemplate redis,
            History history) {
        return new RollBack(targets, connections, datasets, pointers, publications, new RecordUrls(redis), history);
    }
}
