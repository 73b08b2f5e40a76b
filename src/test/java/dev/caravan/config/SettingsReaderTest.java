package dev.caravan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsReaderTest {
    private static final Map<String, Object> DEFAULTS = Map.of(
            "caravan.scan.sources[0].path", "samples",
            "caravan.scan.sources[0].include[0]", "**/*.las",
            "caravan.scan.sources[1].path", "more-samples",
            "caravan.scan.sources[1].include[0]", "**/*.las",
            "caravan.publish.targets[0].name", "local",
            "caravan.publish.targets[0].bucket", "caravan");

    @Test
    void aListOfOnesOwnReplacesThatOfTheDefaultsAlsoWhereItsItemsSayLess() {
        CaravanSettings settings = SettingsReader.read(environment(Map.of("caravan.scan.sources[0].path", "/las")));

        assertThat(settings.scan().sources()).singleElement().satisfies(source -> {
            assertThat(source.path()).isEqualTo("/las");
            assertThat(source.include()).containsExactly("**/*.las", "**/*.laz");
        });
    }

    @Test
    void aMisspeltKeyOfAnItemIsRefusedBesideAReplacedList() {
        StandardEnvironment environment =
                environment(Map.of("caravan.scan.sources[0].path", "/las", "caravan.scan.sources[0].includes[0]", "*"));

        assertThatThrownBy(() -> SettingsReader.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.scan.sources[0].includes[0]: no such key");
    }

    @Test
    void aMisspeltKeyIsRefusedBesideAReplacedList() {
        StandardEnvironment environment =
                environment(Map.of("caravan.scan.sources[0].path", "/las", "caravan.scan.shedule", "0 0 0 * * ?"));

        assertThatThrownBy(() -> SettingsReader.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.scan.shedule: no such key")
                .hasMessageContaining("caravan.scan.schedule");
    }

    private static StandardEnvironment environment(Map<String, Object> own) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("own", own));
        environment.getPropertySources().addLast(new MapPropertySource("defaults", DEFAULTS));
        return environment;
    }
}
