package dev.caravan.stage.archive;

import dev.caravan.setting.InvalidSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.archive.completed`: where sources go when they have been archived.
 *
 * @param directory absolute, or relative to the source directory; '' leaves them where they are
 * @param structure whether the directories between the source directory and the file are kept
 * @param duplicates what happens when the name is taken there
 */
public record CompletedSettings(
        @DefaultValue("") String directory,
        @DefaultValue("FLATTEN") Structure structure,
        @DefaultValue("TIMESTAMP") Duplicates duplicates) {

    public enum Structure {
        /** The path below the source directory stays. */
        PRESERVE,
        /** All lie directly in the directory. */
        FLATTEN
    }

    public enum Duplicates {
        /** The name gets the time in front: `20261122T164100Z-name`. */
        TIMESTAMP,
        /** It goes into a directory that is named by the time. */
        SUBDIRECTORY,
        /** It stays where it is. */
        ERROR
    }

    public CompletedSettings {
        try {
            Path path = Path.of(directory).normalize();
            if (!directory.isEmpty()
                    && !path.isAbsolute()
                    && (path.startsWith("..") || path.toString().isEmpty())) {
                throw refused(directory);
            }
        } catch (InvalidPathException e) {
            throw refused(directory);
        }
    }

    /** Empty when sources stay where they are. */
    public Optional<Path> path() {
        return directory.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(directory).normalize());
    }

    private static InvalidSettingException refused(String directory) {
        return new InvalidSettingException(
                "caravan.archive.completed.directory",
                directory,
                "'', an absolute path, or one below each source directory, such as completed");
    }
}
