package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in deploy/templates, filled in with an example. */
class JobTemplatesTest {
    private static final Path DIRECTORY = Path.of("deploy/templates").toAbsolutePath();

    @TempDir
    private Path directory;

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(DIRECTORY)) {
            return all.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsRightForAServerAndRestricted(Path file) throws IOException {
        filled(file, "{}").assertTaken();
    }

    @ParameterizedTest
    @MethodSource("files")
    void alsoWithAllThatMayBeLeftOut(Path file) throws IOException {
        filled(file, "{queue: lidar, priority-class: night, service-account: converter, pull-secret: registry}")
                .assertTaken();
    }

    /** Kustomize reads no file outside of its directory. */
    @Test
    void theOverlaysCopyIsTheTemplate() throws IOException {
        Path copy = Kustomized.DIRECTORY.resolve("overlays/cluster-jobs/convert-job.yaml");

        assertThat(copy).hasSameTextualContentAs(DIRECTORY.resolve("convert-job.yaml"));
    }

    private Manifests filled(Path file, String parameters) throws IOException {
        String stage = file.getFileName().toString().replace("-job.yaml", "");
        String settings =
                "caravan: {%s: {runner: kubernetes, targets: [{name: far, bucket: clouds}], kubernetes: {template: %s, parameters: %s}}}"
                        .formatted(stage, file, parameters);
        return FilledJob.by(Files.writeString(directory.resolve("application.yaml"), settings));
    }
}
