package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrSettings;
import dev.caravan.stage.geozarr.UsualGeoZarr;
import dev.caravan.support.ARun;
import dev.caravan.support.PosedGeoZarr;
import dev.caravan.workspace.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoZarrExecTest {
    private static final String R10 = "/measurements/reflectance/r10m";
    private static final String PRODUCT = "https://data.example/a.zarr";

    @TempDir
    Path directory;

    private final ARun run = new ARun();
    private PosedGeoZarr command;

    @BeforeEach
    void install() throws IOException {
        command = new PosedGeoZarr(directory.resolve("bin"));
    }

    @Test
    void inputAndOutputGoByPosition() throws IOException {
        GeoZarr made = convert(UsualGeoZarr.of(PRODUCT, R10, "/quality"), List.of("--verbose"));

        assertThat(made.requireResult().store().resolve("zarr.json")).exists();
        assertThat(command.runs())
                .hasContent("convert " + PRODUCT + " " + made.requireResult().store() + " --groups " + R10
                        + " /quality --verbose");
        assertThat(made.requireResult().producer().options()).containsEntry("groups", R10 + " /quality");
        assertThat(run.lines()).anyMatch(line -> line.contains("Loading EOPF dataset"));
    }

    @Test
    void aMissingGroupIsTheInputsFault() {
        assertThatThrownBy(() -> convert(UsualGeoZarr.of(PRODUCT, "/r10m"), List.of("--strict")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("eopf-geozarr refused the product (exit code 1)")
                .hasMessageContaining("Could not find node at r10m");
        assertThat(scratch()).isEmptyDirectory();
    }

    /** Whether all is there is for the stage that proves the store to say. */
    @Test
    void newerReleasesSkipAMissingGroup() throws IOException {
        GeoZarr made = convert(UsualGeoZarr.of(PRODUCT, "/r10m", R10), List.of());

        assertThat(made.requireResult().store()).isDirectory();
        assertThat(run.lines()).anyMatch(line -> line.contains("Skipping group /r10m"));
    }

    @Test
    void aMissingProductIs() {
        assertThatThrownBy(() -> convert(UsualGeoZarr.of("/none/a.zarr", R10), List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void anyOtherFailureMayPass() {
        assertThatThrownBy(() -> convert(UsualGeoZarr.of(PRODUCT, R10), List.of("--break")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("the disk has a hiccup");
    }

    @Test
    void successWithoutAStoreIsNone() {
        assertThatThrownBy(() -> convert(UsualGeoZarr.of(PRODUCT, R10), List.of("--nothing")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("claims success, but left no store");
    }

    @Test
    void aCommandThatIsAnotherIsNotTriedAgain() throws IOException {
        Files.writeString(command.command(), "#!/bin/sh\necho usage: other; exit 2\n");

        assertThatThrownBy(() -> convert(UsualGeoZarr.of(PRODUCT, R10), List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not understand 'convert <input> <output> --groups …'");
    }

    @Test
    void aCommandThatIsNotThereIsNamed() throws IOException {
        Files.delete(command.command());

        assertThatThrownBy(() -> convert(UsualGeoZarr.of(PRODUCT, R10), List.of()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("caravan.geozarr.exec.command");
    }

    @Test
    void itsTimeIsLimited() throws IOException {
        Files.writeString(command.command(), "#!/bin/sh\nsleep 3600\n");

        assertThatThrownBy(() -> convert(UsualGeoZarr.of(PRODUCT, R10), List.of(), Duration.ofMillis(300)))
                .isInstanceOf(OutOfTimeException.class)
                .hasMessageContaining("caravan.geozarr.exec.timeout");
    }

    private GeoZarr convert(GeoZarr product, List<String> options) throws IOException {
        return convert(product, options, Duration.ofMinutes(2));
    }

    private GeoZarr convert(GeoZarr product, List<String> options, Duration timeout) throws IOException {
        GeoZarrSettings.Exec settings =
                new GeoZarrSettings.Exec(command.command().toString(), options, timeout);
        Scratch scratch = new Scratch(new Workspace(directory.resolve("data")));
        return new GeoZarrExec(settings, scratch, Executables.ofEnvironment()).convert(product, run);
    }

    private Path scratch() {
        return directory.resolve("data/scratch");
    }
}
