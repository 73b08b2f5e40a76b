package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Labels;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Priority;
import dev.caravan.setting.InvalidSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScanSettingsTest {

    @Test
    void eachKeyHasItsDefault() {
        ScanSettings settings = bind(Map.of("caravan.scan.sources[0].path", "/data"));
        assertThat(settings)
                .isEqualTo(new ScanSettings(
                        "0 0 0 * * ?",
                        true,
                        true,
                        Duration.ofSeconds(60),
                        List.of(SourceSettings.of("/data", List.of("**/*.las", "**/*.laz"), List.of()))));
    }

    @Test
    void aRelativePathIsMadeAbsolute() {
        SourceSettings source = SourceSettings.of("src/../in", List.of("*.las"), List.of());
        assertThat(source.root()).isEqualTo(Path.of("in").toAbsolutePath());
    }

    @Test
    void settlingAtOnceIsAllowed() {
        assertThat(new ScanSettings("0 0 0 * * ?", true, true, Duration.ZERO, List.of()).settle())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schedule              | every day | schedule: 'every day'         | a Quartz cron expression",
                "schedule              | 0 0 0 * * | schedule: '0 0 0 * *'         | a Quartz cron expression",
                "settle                | -1s       | settle: 'PT-1S'               | from 0s to 1d",
                "settle                | 2d        | settle: 'PT48H'               | from 0s to 1d",
                "sources[0].include[0] | *.{las    | sources.include: '*.{las'     | a pattern as",
                "sources[0].exclude[0] | /abs/**   | sources.exclude: '/abs/**'    | a pattern relative to",
                "sources[0].user       | a\tb       | sources.user: 'a\tb'           | at most 200 characters",
                "sources[1].path       | /data     | sources: '/data'              | each directory appears once",
            })
    void aBadValueIsRefusedByNameWithWhatIsAllowed(String key, String value, String found, String allowed) {
        Map<String, String> values = Map.of("caravan.scan.sources[0].path", "/data", "caravan.scan." + key, value);
        assertThatThrownBy(() -> bind(values))
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("caravan.scan." + found + " is not allowed; it must be ")
                .hasMessageContaining(allowed);
    }

    @Test
    void aSourceNeedsAPathAndAPattern() {
        assertThatThrownBy(() -> SourceSettings.of(" ", List.of("*.las"), List.of()))
                .hasMessage("caravan.scan.sources.path: ' ' is not allowed; it must be the path of a directory");
        assertThatThrownBy(() -> SourceSettings.of("/data", List.of(), List.of()))
                .hasMessageContaining("caravan.scan.sources.include: nothing is set");
    }

    @Test
    void labelsAndPriorityAreThoseOfTheSourcesDatasets() {
        ScanSettings settings = bind(Map.of(
                "caravan.scan.sources[0].path", "/data",
                "caravan.scan.sources[0].user", "ada",
                "caravan.scan.sources[0].project", "river",
                "caravan.scan.sources[0].priority", "high"));
        Source source = Source.of(settings.sources().get(0));
        assertThat(source.dataset(new SourceFile(Path.of("/data/a.las"), 1, Instant.EPOCH))
                        .labels())
                .isEqualTo(new Labels("ada", "river", Priority.HIGH));
    }

    private static ScanSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("caravan.scan", ScanSettings.class);
    }
}
