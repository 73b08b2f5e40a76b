package dev.caravan.config;

import dev.caravan.api.ApiSettings;
import dev.caravan.api.Caller;
import dev.caravan.api.Entrance;
import dev.caravan.api.HostFilter;
import dev.caravan.api.PreflightFilter;
import dev.caravan.api.ProblemValve;
import dev.caravan.api.RateFilter;
import dev.caravan.api.Refusal;
import dev.caravan.api.RoleRule;
import dev.caravan.api.Tokens;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call, on every port of ours. There are no sessions, so there is nothing that a page of another site could ride on. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** They say UP or DOWN and no more. */
    private static final RequestMatcher PROBES =
            new OrRequestMatcher(path("/actuator/health/liveness"), path("/actuator/health/readiness"));

    @Bean
    AuthenticationManager entrance(CaravanSettings settings) {
        return Entrance.of(settings.api());
    }

    @Bean
    SecurityFilterChain securityFilters(HttpSecurity http, AuthenticationManager entrance, CaravanSettings settings)
            throws Exception {
        Refusal refusal = new Refusal();
        rules(http, refusal);
        http.addFilterBefore(Tokens.filter(entrance, refusal), AnonymousAuthenticationFilter.class);
        http.addFilterAfter(new RateFilter(settings.api().limits(), PROBES), AnonymousAuthenticationFilter.class);
        http.addFilterAfter(new PreflightFilter(), AuthorizationFilter.class);
        if (settings.api().isOpen()) {
            open(http, settings.api());
        }
        return http.build();
    }

    /** The second look at a request, when Camel has answered it, is not a second request. */
    private static void rules(HttpSecurity http, Refusal refusal) throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(PROBES)
                        .permitAll()
                        .anyRequest()
                        .access(new RoleRule()));
    }

    private static void open(HttpSecurity http, ApiSettings api) throws Exception {
        http.anonymous(everybody ->
                everybody.principal(Caller.ANONYMOUS).authorities(AuthorityUtils.createAuthorityList("operator")));
        http.addFilterAfter(new HostFilter(api.hosts()), HeaderWriterFilter.class);
    }

    /** Instead of pages in HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsAsProblems() {
        return factory -> factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemValve.class.getName()));
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }
}
