package dev.caravan.config;

import dev.caravan.api.file.FileDetails;
import dev.caravan.api.file.ReprocessCalls;
import dev.caravan.api.file.ScanDetails;
import dev.caravan.api.history.Acts;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.RedisLink;
import dev.caravan.job.Standings;
import dev.caravan.job.Workers;
import dev.caravan.publication.PublicationStore;
import dev.caravan.reprocess.ForsakenBatches;
import dev.caravan.reprocess.Reprocess;
import dev.caravan.reprocess.ReprocessTally;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanTimes;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.why.Departure;
import dev.caravan.why.Destinations;
import dev.caravan.why.JobVoice;
import dev.caravan.why.Outlook;
import dev.caravan.why.StageWorkers;
import dev.caravan.why.Why;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What people ask of files, and do with them. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(FilesConfiguration.class);

    @Bean
    FileDetails fileDetails(
            FileCatalog catalog, FileStore store, SourceRules rules, Why why, PublicationStore publications) {
        return new FileDetails(catalog, store, rules, why, publications);
    }

    @Bean
    ReprocessCalls reprocessCalls(SourceRules rules, Acts acts) {
        return new ReprocessCalls(rules, acts);
    }

    @Bean
    ScanDetails scanDetails(Inbox inbox, ScanTimes times) {
        return new ScanDetails(inbox, times);
    }

    @Bean
    Standings standings(StringRedisTemplate redis, RedisLink link) {
        return new Standings(redis, link);
    }

    @Bean
    StageWorkers stageWorkers(Workers workers) {
        return new StageWorkers(workers);
    }

    @Bean
    Why why(
            SourceRules rules,
            FileStore store,
            JobQueue queue,
            Inbox inbox,
            ScanTimes times,
            Standings standings,
            StageWorkers workers,
            JobSettings settings,
            PublicationStore publications,
            CaravanSettings all) {
        Clock clock = Clock.systemUTC();
        JobVoice voice = new JobVoice(standings, workers, settings.lease());
        return new Why(
                rules,
                store,
                queue,
                new Outlook(inbox, times, clock),
                clock,
                voice,
                new Departure(publications, all.retention()),
                new Destinations(all.publish(), publications));
    }

    @Bean
    Batches batches(StringRedisTemplate redis, JobQueue queue) {
        return new Batches(redis, queue);
    }

    @Bean
    Reprocess reprocess(SourceRules rules, FileStore store, FileCatalog catalog, Batches batches) {
        return new Reprocess(rules, store, catalog, batches);
    }

    @Bean
    ReprocessTally reprocessTally() {
        return new ReprocessTally();
    }

    @Bean
    ForsakenBatches forsakenBatches(Batches batches) {
        return new ForsakenBatches(batches);
    }

    /** Records may be older than the index of files; those of another program are. */
    @Bean
    ApplicationRunner fileIndex(FileCatalog catalog) {
        return arguments -> {
            try {
                catalog.completeIndex();
            } catch (DataAccessException e) {
                LOG.warn("the index of files was not looked at; the first question does: {}", e.toString());
            }
        };
    }
}
