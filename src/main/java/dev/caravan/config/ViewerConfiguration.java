package dev.caravan.config;

import dev.caravan.api.LimitSettings;
import dev.caravan.api.RateFilter;
import dev.caravan.api.view.ViewHeaders;
import dev.caravan.api.view.ViewServlet;
import dev.caravan.api.view.ViewedTargets;
import dev.caravan.api.viewer.LinkCalls;
import dev.caravan.api.viewer.ViewerCalls;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.S3Connections;
import dev.caravan.viewer.Doctor;
import dev.caravan.viewer.Links;
import dev.caravan.viewer.Passes;
import dev.caravan.viewer.ViewerSettings;
import dev.caravan.viewer.Viewers;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.util.unit.DataSize;

/** What links lead to. */
@Configuration(proxyBeanMethods = false)
class ViewerConfiguration {
    private static final String PATH = "/view";
    /** A viewer that opens a cloud asks for hundreds of nodes at once. */
    private static final int SECONDS_OF_BURST = 4;

    private static final int LARGEST_BURST = 100_000;

    @Bean
    ViewerSettings viewerSettings(CaravanSettings settings) {
        return settings.viewer();
    }

    @Bean
    Doctor doctor(CaravanSettings settings, S3Connections connections) {
        return new Doctor(settings.viewer(), settings.publish(), connections, Clock.systemUTC());
    }

    @Bean
    Viewers viewers(CaravanSettings settings, Doctor doctor, PublicationStore store, History history) {
        return new Viewers(settings.viewer(), doctor, store, history);
    }

    @Bean
    ViewerCalls viewerCalls(CaravanSettings settings, FileStore files, PublicationStore store, Viewers viewers) {
        return new ViewerCalls(files, store, settings.publish(), viewers);
    }

    @Bean
    LinkCalls linkCalls(
            CaravanSettings settings,
            FileStore files,
            PublicationStore store,
            Links links,
            Passes passes,
            History history) {
        return new LinkCalls(
                files,
                store,
                links,
                passes,
                settings.publish(),
                settings.viewer().links(),
                history,
                settings.data());
    }

    @Bean
    Passes passes(StringRedisTemplate redis) {
        return new Passes(redis, Clock.systemUTC());
    }

    @Bean
    Links links(CaravanSettings settings, S3Connections connections, Passes passes) {
        return new Links(settings.viewer(), settings.publish(), connections, passes);
    }

    @Bean
    ViewedTargets viewedTargets(CaravanSettings settings, S3Connections connections) {
        return new ViewedTargets(settings.publish(), connections);
    }

    @Bean
    ServletRegistrationBean<ViewServlet> viewServlet(Passes passes, ViewedTargets targets) {
        return new ServletRegistrationBean<>(new ViewServlet(passes, targets), PATH + "/*");
    }

    /**
     * In front of the rules for all other paths. The token in the path is the credential, so keys are not looked at; nor is the `Host`: a
     * page that has come here by a name that it made to point at this machine has no token, and without one there is nothing to be read.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain viewFilters(HttpSecurity http, CaravanSettings settings) throws Exception {
        int perSecond = settings.viewer().requestsPerSecond();
        LimitSettings limits = new LimitSettings(
                perSecond, Math.min(LARGEST_BURST, SECONDS_OF_BURST * perSecond), DataSize.ofKilobytes(1));
        http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(PATH + "/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .addFilterAfter(new ViewHeaders(settings.viewer()), HeaderWriterFilter.class)
                .addFilterAfter(
                        new RateFilter(limits, request -> false, "caravan.viewer.requests-per-second"),
                        AnonymousAuthenticationFilter.class);
        return http.build();
    }
}
