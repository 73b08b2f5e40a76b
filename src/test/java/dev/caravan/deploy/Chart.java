package dev.caravan.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The chart in deploy/helm, rendered by Helm as `helm template my deploy/helm/caravan --namespace maps` does. */
final class Chart {
    static final Path DIRECTORY = Path.of("deploy/helm/caravan").toAbsolutePath();

    private Chart() {}

    static LintResult lint() {
        return new Helm(DIRECTORY).lint().strict().call();
    }

    /** @param values as in a values file; empty for none */
    static Manifests rendered(String values) {
        return Manifests.of(text(values));
    }

    /** @throws IllegalStateException what Helm says when it refuses the values */
    static String text(String values) {
        try {
            Path file = Files.createTempFile("values-", ".yaml");
            try {
                TemplateCommand command = new Helm(DIRECTORY)
                        .template()
                        .withName("my")
                        .withNamespace("maps")
                        .withKubeVersion("1.32.0");
                if (!values.isEmpty()) {
                    Files.writeString(file, values);
                    command.withValuesFile(file);
                }
                return command.call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
