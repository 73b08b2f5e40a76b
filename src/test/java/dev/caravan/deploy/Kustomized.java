package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The manifests in deploy/kustomize, as `kubectl kustomize` makes them. */
final class Kustomized {
    static final Path DIRECTORY = Path.of("deploy/kustomize").toAbsolutePath();

    private Kustomized() {}

    static boolean canBe() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    static Manifests made(String directory) {
        try {
            Process kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", DIRECTORY.resolve(directory).toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kubectl.waitFor()).as(output).isZero();
            return Manifests.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
