package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/caravan starts the program from the directories that the image has in place of a jar. */
class ImageLayoutTest {

    @TempDir
    private Path home;

    @Test
    void theProgramStartsFromClassesAndLibraries() throws IOException, InterruptedException {
        Files.createDirectory(home.resolve("bin"));
        Files.copy(Path.of("bin/caravan"), home.resolve("bin/caravan"));
        Files.createDirectory(home.resolve("resources"));
        Files.createSymbolicLink(
                home.resolve("classes"), Path.of("target/classes").toAbsolutePath());
        Path libraries = Files.createDirectory(home.resolve("libs"));
        for (String element : classPath().split(File.pathSeparator)) {
            if (element.endsWith(".jar")) {
                Files.createSymbolicLink(libraries.resolve(Path.of(element).getFileName()), Path.of(element));
            }
        }

        Process caravan = new ProcessBuilder("sh", home.resolve("bin/caravan").toString(), "api-key", "--name", "admin")
                .redirectErrorStream(true)
                .start();
        String output = new String(caravan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(caravan.waitFor()).as(output).isZero();
        assertThat(output).contains("name: \"admin\"");
    }

    /** Surefire may have put it into the manifest of a jar. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
