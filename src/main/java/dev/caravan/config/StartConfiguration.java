package dev.caravan.config;

import dev.caravan.cli.OneRun;
import dev.caravan.file.FileStore;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.stage.convert.Scratch;
import java.io.IOException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** What is done once when the service starts. */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StartConfiguration.class);

    @Bean
    OneRun oneRun(ProducerTemplate routes, JobQueue queue, FileStore files, CaravanSettings settings) {
        return new OneRun(routes, queue, files, settings.scan().settle());
    }

    /** A service that was killed leaves scratch directories; those of jobs that still run are looked after by their next attempt. */
    @Bean
    ApplicationRunner scratchSweep(Scratch scratch, JobQueue queue) {
        return arguments -> {
            try {
                scratch.sweep(job -> isLive(queue, job));
            } catch (IOException | DataAccessException e) {
                LOG.warn("the scratch directory was not swept, the next start tries again: {}", e.toString());
            }
        };
    }

    private static boolean isLive(JobQueue queue, String id) {
        return queue.get(id).map(Job::state).filter(state -> !state.isFinal()).isPresent();
    }
}
