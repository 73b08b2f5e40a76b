package dev.caravan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Settings that win over the delivered ones, as a file beside the jar and the command line do. */
class SettingsReaderTest {
    private static final Map<String, Object> DELIVERED = Map.of(
            "caravan.scan.sources[0].path", "src/samples",
            "caravan.scan.sources[0].include[0]", "**/*.las",
            "caravan.scan.sources[0].include[1]", "**/*.laz",
            "caravan.publish.targets[0].name", "local",
            "caravan.publish.targets[0].bucket", "caravan");

    @Test
    void aSourceWithOnlyAPathReplacesOneThatSaidMore() {
        CaravanSettings settings = read(Map.of("caravan.scan.sources[0].path", "/data"));

        assertThat(settings.scan().sources()).singleElement().satisfies(source -> {
            assertThat(source.path()).hasToString("/data");
            assertThat(source.include()).containsExactly("**/*.las", "**/*.laz");
        });
    }

    @Test
    void aMisspeltKeyOfAnElementIsStillRefused() {
        assertThatThrownBy(
                        () -> read(Map.of("caravan.scan.sources[0].path", "/d", "caravan.scan.sources[0].inclde", "*")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.scan.sources[0].inclde: no such key");
    }

    @Test
    void aMisspeltKeyIsRefusedWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> read(Map.of("caravan.scan.schedul", "x")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.scan.schedul: no such key")
                .hasMessageContaining("caravan.scan.schedule");
    }

    private static CaravanSettings read(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("delivered", DELIVERED));
        environment.getPropertySources().addFirst(new MapPropertySource("ours", new LinkedHashMap<>(settings)));
        ConfigurationPropertySources.attach(environment);
        return SettingsReader.read(environment);
    }
}
