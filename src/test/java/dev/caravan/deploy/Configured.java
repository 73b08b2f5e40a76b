package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.config.SettingsDoctor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that a pod gets from its ConfigMaps, on this machine: where they refer to each other, by their paths here. */
record Configured(Path settings) {
    private static final Path TEMPLATE = Path.of("convert-job.yaml");
    private static final String KEYS =
            "caravan: {api: {keys: [{name: admin, role: operator, hash: 'sha256:%s'}]}}".formatted("0".repeat(64));

    /** @param rendered with ConfigMaps called NAME-config and NAME-conversion, whatever the name is and what follows it */
    static Configured of(Manifests rendered, Path directory) throws IOException {
        Path keys = Files.writeString(directory.resolve("keys.yaml"), KEYS);
        Path template = directory.resolve(TEMPLATE);
        String settings = data(rendered, "-config", "application.yaml")
                .replace("/etc/caravan/keys/keys.yaml", keys.toString())
                .replace("/etc/caravan/conversion/" + TEMPLATE, template.toString());
        if (settings.contains(template.toString())) {
            Files.writeString(template, data(rendered, "-conversion", TEMPLATE.toString()));
        }
        return new Configured(Files.writeString(directory.resolve("application.yaml"), settings));
    }

    private static String data(Manifests rendered, String suffix, String key) {
        return rendered.ofKind("ConfigMap")
                .filter(map -> map.at("/metadata/name").asText().matches(".*" + suffix + "(-[a-z0-9]{10})?"))
                .map(map -> map.path("data").path(key).asText())
                .findFirst()
                .orElseThrow();
    }

    /** Each key is known, each value allowed: what `caravan doctor --offline --check settings` says. */
    Configured assertAllowed() {
        String found = new SettingsDoctor()
                .examine(List.of("--spring.config.additional-location=file:" + settings), List.of("settings"));

        JsonNode answer = Manifests.yaml(found);
        assertThat(answer.path("failed").asInt(-1)).as(found).isZero();
        assertThat(answer.path("items").size()).isPositive();
        return this;
    }

    Manifests job() throws IOException {
        return FilledJob.by(settings).assertTaken();
    }

    JsonNode tree() throws IOException {
        return Manifests.yaml(Files.readString(settings));
    }
}
