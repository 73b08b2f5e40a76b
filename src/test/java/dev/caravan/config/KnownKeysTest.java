package dev.caravan.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The records, `application.yaml` and the documentation speak of the same keys and the same defaults. */
class KnownKeysTest {
    private static final PropertiesPropertySource FILE = file();

    @Test
    void everyKeyStandsInTheConfigurationFileAndNoOther() throws IOException {
        JsonNode block = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("application.yaml").toFile())
                .get("caravan");
        List<String> written = keys("caravan", block).distinct().toList();

        assertThat(written).containsExactlyInAnyOrderElementsOf(KnownKeys.all());
    }

    @Test
    void theFileHasTheDefaultsOfTheRecords() {
        Map<String, Object> onlyLists = Stream.of(FILE.getPropertyNames())
                .filter(key -> key.startsWith("caravan.scan.sources") || key.startsWith("caravan.publish.targets"))
                .collect(Collectors.toMap(key -> key, key -> String.valueOf(FILE.getProperty(key))));

        CaravanSettings fromFile = SettingsReader.read(environmentOf(FILE));
        CaravanSettings fromRecords = SettingsReader.read(environmentOf(new MapPropertySource("lists", onlyLists)));

        assertThat(fromFile).isEqualTo(fromRecords);
    }

    @Test
    void everyKeyIsDocumentedWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/configuration.md"));

        for (String key : KnownKeys.all()) {
            assertThat(rows)
                    .as("docs/configuration.md has a row for " + key)
                    .anyMatch(row -> row.startsWith("| `" + key + "` |") && row.contains(defaultOf(key)));
        }
    }

    @Test
    void theDocumentationSpeaksOfNoOtherKey() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .filter(row -> row.startsWith("| `caravan."))
                .map(row -> row.substring(3, row.indexOf('`', 3)))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(KnownKeys.all());
    }

    /** As it stands in the file; lists and maps are not looked at. */
    private static String defaultOf(String key) {
        Object value = FILE.getProperty(key.replace("[]", "[0]"));
        return value == null || value.toString().isEmpty() ? "|" : "`" + value + "`";
    }

    private static Stream<String> keys(String key, JsonNode value) {
        if (value.isArray() && value.path(0).isObject()) {
            return StreamSupport.stream(value.spliterator(), false).flatMap(element -> keys(key + "[]", element));
        }
        if (value.isArray() && value.isEmpty() && isListOfBlocks(key)) {
            return KnownKeys.all().stream().filter(known -> known.startsWith(key + "[]."));
        }
        return value.isObject() && !value.isEmpty()
                ? value.properties().stream().flatMap(entry -> keys(key + "." + entry.getKey(), entry.getValue()))
                : Stream.of(key);
    }

    /** A list that is empty by default; its comment in the file says what an item looks like. */
    private static boolean isListOfBlocks(String key) {
        return KnownKeys.all().stream().anyMatch(known -> known.startsWith(key + "[]."));
    }

    private static StandardEnvironment environmentOf(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(present -> environment.getPropertySources().remove(present.getName()));
        environment.getPropertySources().addLast(source);
        return environment;
    }

    private static PropertiesPropertySource file() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource("application.yaml"));
        return new PropertiesPropertySource("application.yaml", Objects.requireNonNull(yaml.getObject()));
    }
}
