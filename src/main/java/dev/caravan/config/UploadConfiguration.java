package dev.caravan.config;

import dev.caravan.history.History;
import dev.caravan.job.JobQueue;
import dev.caravan.s3.AbandonedUploads;
import dev.caravan.s3.EmbeddedServer;
import dev.caravan.s3.LivingJobs;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.publish.UploadSweep;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What sends objects to the targets, and sweeps behind. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    @Bean
    S3Connections s3Connections(
            CaravanSettings settings, Optional<EmbeddedServer> embedded, StringRedisTemplate redis) {
        return new S3Connections(settings.publish(), embedded.orElse(null), redis);
    }

    @Bean
    UploadSweep uploadSweep(CaravanSettings settings, S3Connections connections, JobQueue queue, History history) {
        LivingJobs jobs = id -> queue.get(id).map(job -> !job.state().isFinal()).orElse(false);
        AbandonedUploads uploads = new AbandonedUploads(connections, jobs, Clock.systemUTC());
        return new UploadSweep(settings.publish(), uploads, history);
    }
}
