package dev.caravan.stage.archive;

import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The directory below which archives are restored.
 *
 * @param directory absolute
 */
public record RestoreRoot(Path directory) {

    public RestoreRoot {
        directory = directory.toAbsolutePath().normalize();
    }

    public static RestoreRoot of(ArchiveSettings settings, Workspace workspace) {
        return new RestoreRoot(
                settings.restore().isEmpty() ? workspace.data().resolve("restored") : Path.of(settings.restore()));
    }

    /** Whether a directory lies in it, by its text and by what its links lead to, as far as it is there. */
    public boolean holds(Path into) {
        if (!into.startsWith(directory)) {
            return false;
        }
        try {
            return !Files.exists(directory) || existing(into).toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private Path existing(Path into) {
        Path path = into;
        while (!Files.exists(path) && !path.equals(directory)) {
            path = Objects.requireNonNull(path.getParent());
        }
        return path;
    }
}
