package dev.caravan.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Finds the directory whose `application.yaml` and `routes/` win over the copies in the jar: the present directory, or the
 * one in which the jar lies.
 */
public class Home implements EnvironmentPostProcessor, Ordered {
    private static final String ROUTES = "camel.main.routes-include-pattern";
    private static final String LOCATION = "spring.config.additional-location";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> found = new LinkedHashMap<>();
        Optional<Path> home = find();
        home.ifPresent(directory -> found.put(LOCATION, "optional:file:" + directory + "/"));
        found.put(
                ROUTES,
                home.map(directory -> directory.resolve("routes"))
                        .filter(Files::isDirectory)
                        .map(routes -> "file:" + routes + "/*.camel.yaml")
                        .orElse("classpath:routes/*.camel.yaml"));
        environment.getPropertySources().addLast(new MapPropertySource("caravan-home", found));
    }

    private static Optional<Path> find() {
        Path here = Path.of("").toAbsolutePath();
        Path jar = new ApplicationHome(Home.class).getDir().toPath().toAbsolutePath();
        return Stream.of(here, jar).filter(Home::isHome).findFirst();
    }

    private static boolean isHome(Path directory) {
        return Files.isDirectory(directory.resolve("routes"))
                || Files.isRegularFile(directory.resolve("application.yaml"));
    }
}
