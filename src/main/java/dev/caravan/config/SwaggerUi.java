package dev.caravan.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The jar with the page that shows an OpenAPI document. */
final class SwaggerUi {
    private static final String PROPERTIES = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private SwaggerUi() {}

    /** Its version, which is a part of the names of its files. */
    static String version() {
        try (InputStream text = SwaggerUi.class.getResourceAsStream(PROPERTIES)) {
            Properties properties = new Properties();
            if (text != null) {
                properties.load(text);
            }
            String version = properties.getProperty("version");
            if (version == null) {
                throw new IllegalStateException(PROPERTIES + " names no version");
            }
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
