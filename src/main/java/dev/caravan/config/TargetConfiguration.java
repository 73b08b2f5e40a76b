package dev.caravan.config;

import dev.caravan.api.target.TargetCalls;
import dev.caravan.history.History;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.publish.UploadSweep;
import dev.caravan.target.TargetStandings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the targets are, and who may look. */
@Configuration(proxyBeanMethods = false)
class TargetConfiguration {

    @Bean
    TargetStandings targetStandings(CaravanSettings settings, S3Connections connections, PublicationStore store) {
        return new TargetStandings(settings.publish(), connections, store, Clock.systemUTC());
    }

    @Bean
    TargetCalls targetCalls(CaravanSettings settings, TargetStandings standings, UploadSweep sweep, History history) {
        return new TargetCalls(settings.publish(), standings, sweep, history);
    }
}
