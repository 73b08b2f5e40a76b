package dev.caravan.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.util.FileSystemUtils;

/** The chart in deploy/helm, rendered by Helm as `helm template my deploy/helm/caravan --namespace maps` does. */
final class Chart {
    static final Path DIRECTORY = Path.of("deploy/helm/caravan").toAbsolutePath();

    private static final String TEST = "example.org/test";

    private Chart() {}

    static LintResult lint() {
        return new Helm(DIRECTORY).lint().strict().call();
    }

    /** @param values as in values files, of which a later one wins, key by key */
    static Manifests rendered(String... values) {
        return Manifests.of(text(values));
    }

    /** What `helm test` makes: Helm does not render hooks with the rest, so they are made ordinary manifests here. */
    static Manifests tests(String... values) {
        try {
            Path copy = Files.createTempDirectory("chart-");
            try {
                FileSystemUtils.copyRecursively(DIRECTORY, copy);
                Path hooks = copy.resolve("templates/tests/_test.tpl");
                Files.writeString(hooks, Files.readString(hooks).replace("helm.sh/hook: test", TEST + ": test"));
                return Manifests.of(text(copy, values)).annotated(TEST);
            } finally {
                FileSystemUtils.deleteRecursively(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is shown after an installation. */
    static String notes(String... values) {
        InstallCommand command = new Helm(DIRECTORY)
                .install()
                .clientOnly()
                .dryRun()
                .withName("my")
                .withNamespace("maps")
                .withKubeVersion("1.32.0");
        return withFiles(values, command::withValuesFile, () -> command.call().getOutput());
    }

    /** @throws IllegalStateException what Helm says when it refuses the values */
    static String text(String... values) {
        return text(DIRECTORY, values);
    }

    private static String text(Path chart, String... values) {
        TemplateCommand command =
                new Helm(chart).template().withName("my").withNamespace("maps").withKubeVersion("1.32.0");
        return withFiles(values, command::withValuesFile, command::call);
    }

    private static String withFiles(String[] values, Consumer<Path> option, Supplier<String> command) {
        try {
            Path directory = Files.createTempDirectory("values-");
            try {
                for (int i = 0; i < values.length; i++) {
                    option.accept(Files.writeString(directory.resolve(i + ".yaml"), values[i]));
                }
                return command.get();
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
