package dev.caravan.config;

import dev.caravan.api.Answers;
import dev.caravan.api.ApiJson;
import dev.caravan.api.Callers;
import dev.caravan.api.NoHeadersFromOutside;
import dev.caravan.api.RequestFilter;
import dev.caravan.api.RequestReader;
import dev.caravan.api.Requests;
import dev.caravan.api.idempotency.AnswerStore;
import dev.caravan.api.idempotency.IdempotencyFilter;
import dev.caravan.job.RedisLink;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The way in by HTTP: what becomes of a request before a route sees it, and what the routes of the API name. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    Requests requests() {
        return new Requests();
    }

    @Bean
    Answers answers() {
        return new Answers(ApiJson.writer());
    }

    @Bean
    Callers callers() {
        return new Callers();
    }

    /** Behind all that decides who may call. */
    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(CaravanSettings settings, Callers callers) {
        RequestReader reader = new RequestReader(settings.api().limits().maximumBody());
        FilterRegistrationBean<RequestFilter> filter = new FilterRegistrationBean<>(new RequestFilter(reader, callers));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return filter;
    }

    /** Behind that which reads requests. */
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(StringRedisTemplate redis, RedisLink link) {
        FilterRegistrationBean<IdempotencyFilter> filter =
                new FilterRegistrationBean<>(new IdempotencyFilter(new AnswerStore(redis, link)));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    @Bean
    ComponentCustomizer noHeadersFromOutside() {
        return ComponentCustomizer.builder(PlatformHttpComponent.class)
                .build(component -> component.setHeaderFilterStrategy(new NoHeadersFromOutside()));
    }
}
