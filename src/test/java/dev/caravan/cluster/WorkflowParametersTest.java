package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowParametersTest {
    private static final String KEY = "caravan.convert.argo";

    @TempDir
    private Path directory;

    @Test
    void thoseOfTheFileThenWhatIsComputedThenThoseOfTheSettings() throws IOException {
        Path file = Files.writeString(
                directory.resolve("p.yaml"), "image: caravan:1\nmemory-limit: 16Gi\ncpu-limit: 4\nretries: \"2\"\n");
        WorkflowParameters parameters = WorkflowParameters.of(
                KEY, new ArgoSettings("", file.toString(), Map.of("cpu-limit", "8")), List.of("input"));

        assertThat(parameters.with(Map.of("input", "/a.las", "memory-limit", "1Gi", "cpu-limit", "2")))
                .isEqualTo(Map.of(
                        "image", "caravan:1",
                        "memory-limit", "1Gi",
                        "cpu-limit", "8",
                        "retries", "2",
                        "input", "/a.las"));
    }

    @Test
    void theFileThatIsShippedIsTheDefault() {
        WorkflowParameters parameters =
                WorkflowParameters.of(KEY, new ArgoSettings("", "", Map.of("work-claim", "mine")), List.of());

        assertThat(parameters.get("sources-claim")).isEqualTo("caravan-sources");
        assertThat(parameters.get("work-claim")).isEqualTo("mine");
        assertThat(parameters.get("nothing")).isEmpty();
    }

    @Test
    void whatCaravanSetsItselfNobodyElseMay() {
        assertThatThrownBy(() -> WorkflowParameters.of(
                        KEY, new ArgoSettings("", "", Map.of("input", "/etc")), List.of("input", "output")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("caravan.convert.argo.parameters", "input", "other than [input, output]");
    }

    @ParameterizedTest
    @CsvSource({"'a: [1]', 'a'", "'a: {b: 1}', 'a'", "'a:', 'a'", "'- a', no names", "'just text', no names"})
    void aFileWithAnythingButValuesIsRefused(String text, String said) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), text);

        assertThatThrownBy(() -> WorkflowParameters.of(KEY, new ArgoSettings("", file.toString(), Map.of()), List.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("caravan.convert.argo.parameters-file", file.toString(), said);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> WorkflowParameters.of(KEY, new ArgoSettings("", "/nowhere.yaml", Map.of()), List.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("/nowhere.yaml");
    }
}
