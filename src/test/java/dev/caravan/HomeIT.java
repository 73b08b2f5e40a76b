package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.CaravanHome;
import dev.caravan.support.CaravanProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which `application.yaml` and which `routes/` are used: those of the present directory, those beside the jar, those in it. */
class HomeIT {
    @TempDir
    Path temp;

    private Path root;

    /** With a blank in its name, as people have them. */
    @BeforeEach
    void aDirectory() throws IOException {
        root = Files.createDirectory(temp.resolve("my clouds"));
    }

    @Test
    void withoutRoutesInTheHomeThoseOfTheJarAreUsed() throws IOException {
        CaravanHome.in(root).lasFile("file.las", 100);

        String output = once(CaravanProcess.jar(), root);

        assertThat(output).contains("done: 1 files, 1 published");
    }

    @Test
    void routesInThePresentDirectoryWin() throws IOException {
        CaravanHome home = CaravanHome.in(root);
        home.lasFile("file.las", 100);
        say("edited by hand", home.routes());

        String output = once(CaravanProcess.jar(), root);

        assertThat(output).contains("edited by hand").contains("done: 1 files, 1 published");
    }

    @Test
    void whatLiesBesideTheJarIsFoundFromAnyDirectory() throws IOException {
        CaravanHome home = CaravanHome.in(root);
        home.lasFile("file.las", 100);
        Files.writeString(
                root.resolve("application.yaml"),
                home.configuration().replace("path: in", "path: " + root.resolve("in")));
        say("edited beside the jar", home.routes());
        Path jar = Files.copy(CaravanProcess.jar(), root.resolve("caravan.jar"));
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));

        String output = once(jar, elsewhere);

        assertThat(output).contains("edited beside the jar").contains("done: 1 files, 1 published");
        assertThat(elsewhere.resolve("state"))
                .as("relative paths are below the present directory")
                .isDirectory();
    }

    @Test
    void thePresentDirectoryWinsOverTheOneOfTheJar() throws IOException {
        CaravanHome beside = CaravanHome.in(root);
        say("edited beside the jar", beside.routes());
        Path jar = Files.createSymbolicLink(root.resolve("caravan.jar"), CaravanProcess.jar());
        Path present = Files.createDirectory(temp.resolve("present"));
        CaravanHome home = CaravanHome.in(present);
        home.lasFile("file.las", 100);

        String output = once(jar, present);

        assertThat(output).doesNotContain("edited beside the jar").contains("done: 1 files, 1 published");
    }

    /** Edits the route `scan` as its user would: another text in its log step. */
    private static void say(String text, Path routes) throws IOException {
        Path scan = routes.resolve("scan.camel.yaml");
        String route = Files.readString(scan);
        assertThat(route).contains("\"${body.summary}\"");
        Files.writeString(scan, route.replace("\"${body.summary}\"", "\"" + text + ": ${body.summary}\""));
    }

    private static String once(Path jar, Path directory) throws IOException {
        try (CaravanProcess caravan = CaravanProcess.start(jar, directory, "--once")) {
            assertThat(caravan.exitCode()).as(caravan.output()).isZero();
            return caravan.output();
        }
    }
}
