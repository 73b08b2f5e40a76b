package dev.caravan.config;

import dev.caravan.api.history.Acts;
import dev.caravan.api.publication.PublicationDetails;
import dev.caravan.api.publication.PublishCalls;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.job.Batches;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.publication.PublicationStore;
import dev.caravan.reprocess.LateJobs;
import dev.caravan.reprocess.LatePublishing;
import dev.caravan.stage.archive.Backups;
import dev.caravan.stage.archive.ShipmentFormat;
import dev.caravan.stage.publish.Publications;
import dev.caravan.stage.publish.Targets;
import dev.caravan.stage.publish.UploadFormat;
import dev.caravan.stage.scan.SourceRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What takes a dataset to its targets, each by a job of its own, and what remembers where it is. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

    @Bean
    PublicationStore publicationStore(StringRedisTemplate redis) {
        return new PublicationStore(redis);
    }

    @Bean
    UploadFormat uploadFormat(CaravanSettings settings) {
        return new UploadFormat(settings.publish());
    }

    @Bean
    Targets targets(CaravanSettings settings) {
        return new Targets(settings.publish());
    }

    @Bean
    LatePublishing latePublishing(
            CaravanSettings settings,
            SourceRules rules,
            FileStore files,
            FileCatalog catalog,
            PublicationStore publications,
            LateJobs jobs,
            Batches batches) {
        return new LatePublishing(rules, files, catalog, publications, settings.publish(), jobs, batches);
    }

    @Bean
    LateJobs lateJobs(
            JobQueue queue,
            JobControl control,
            JobSettings settings,
            UploadFormat uploads,
            ShipmentFormat shipments,
            Backups backups) {
        return new LateJobs(queue, control, settings, uploads, shipments, backups);
    }

    @Bean
    PublicationDetails publicationDetails(PublicationStore store, CaravanSettings settings) {
        return new PublicationDetails(store, settings.publish());
    }

    @Bean
    PublishCalls publishCalls(CaravanSettings settings, SourceRules rules, Acts acts) {
        return new PublishCalls(settings.publish(), rules, acts);
    }

    @Bean
    Publications publications(PublicationStore store) {
        return new Publications(store);
    }
}
