package dev.caravan.config;

import dev.caravan.api.event.EventBroadcast;
import dev.caravan.api.event.EventEndpoint;
import dev.caravan.job.JobEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The stream of events. */
@Configuration(proxyBeanMethods = false)
class ApiEventConfiguration {

    @Bean
    EventBroadcast eventBroadcast(JobEvents events) {
        return new EventBroadcast(events);
    }

    @Bean
    SimpleUrlHandlerMapping eventMapping(JobEvents events, EventBroadcast broadcast) {
        HttpRequestHandler endpoint = new EventEndpoint(events, broadcast);
        return new SimpleUrlHandlerMapping(Map.of("/api/v1/events", endpoint), Ordered.HIGHEST_PRECEDENCE);
    }
}
