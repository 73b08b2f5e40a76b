package dev.caravan.config;

import dev.caravan.publication.PublicationStore;
import dev.caravan.stage.publish.Publications;
import dev.caravan.stage.publish.Targets;
import dev.caravan.stage.publish.UploadFormat;
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
    Publications publications(PublicationStore store) {
        return new Publications(store);
    }
}
