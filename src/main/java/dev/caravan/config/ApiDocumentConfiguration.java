package dev.caravan.config;

import dev.caravan.api.openapi.ApiDocument;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The OpenAPI document, and the page that shows it. Nothing of either comes from elsewhere. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentConfiguration implements WebMvcConfigurer {
    private static final String PAGE = "classpath:/META-INF/resources/webjars/swagger-ui/%s/";

    @Bean
    ApiDocument apiDocument(CamelContext camel) {
        String version = ApiDocumentConfiguration.class.getPackage().getImplementationVersion();
        return new ApiDocument(camel, Optional.ofNullable(version).orElse("development"));
    }

    /** Ours come first: they replace the script that says which document is shown. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/swagger-ui/**")
                .addResourceLocations("classpath:/swagger-ui/", PAGE.formatted(SwaggerUi.version()));
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/swagger-ui", "/swagger-ui/");
        registry.addViewController("/swagger-ui/").setViewName("forward:/swagger-ui/index.html");
    }
}
