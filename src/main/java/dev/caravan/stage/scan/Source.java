package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import dev.caravan.setting.Glob;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * A source directory, ready to be asked about paths.
 *
 * @param root absolute path
 * @param include a file is taken when one of these matches
 * @param exclude a file or directory is left when one of these matches
 * @param labels of its datasets
 * @param unit what one dataset is made of
 * @param complete when one of many files is taken
 */
record Source(Path root, List<Glob> include, List<Glob> exclude, Labels labels, Unit unit, CompleteSettings complete) {
    /** Where nothing is found. */
    static final Source NOWHERE =
            new Source(Path.of("/"), List.of(), List.of(), Labels.NONE, Unit.FILE, CompleteSettings.NONE);

    static Source of(SourceSettings settings) {
        return new Source(
                settings.root(),
                settings.include().stream().map(Glob::of).toList(),
                settings.exclude().stream().map(Glob::of).toList(),
                settings.labels(),
                settings.unit(),
                settings.complete());
    }

    boolean includes(String relative) {
        return anyMatches(include, relative);
    }

    boolean excludes(String relative) {
        return !exclude.isEmpty() && anyMatches(exclude, relative);
    }

    /** The path below the root, with `/` between names. */
    String relative(Path path) {
        String text = path.toString();
        String prefix = root.toString();
        String relative = text.substring(prefix.endsWith(File.separator) ? prefix.length() : prefix.length() + 1);
        return File.separatorChar == '/' ? relative : relative.replace(File.separatorChar, '/');
    }

    /** Whether a file of this path is taken. */
    boolean takes(Path path) {
        String relative = relative(path);
        return includes(relative) && !excludes(relative);
    }

    Dataset dataset(SourceFile file) {
        return Dataset.found(key(file.path()), root, file).with(labels);
    }

    /** Whether a directory directly below the root is one dataset, with all that is in it. */
    boolean takesTrees() {
        return unit == Unit.DIRECTORY && labels.profile() == Profile.ARCHIVE;
    }

    /** The directory whose dataset a file of it belongs to. */
    Path datasetDirectory(Path directory) {
        return takesTrees() && !directory.equals(root)
                ? root.resolve(root.relativize(directory).getName(0))
                : directory;
    }

    /** The dataset key of a directory: the path below the root; of the root itself its name. */
    String directoryKey(Path directory) {
        return directory.equals(root) ? String.valueOf(root.getFileName()) : relative(directory);
    }

    /** The dataset key of a file: the path below the root, without the extension; with it when the file is archived. */
    String key(Path file) {
        String relative = relative(file);
        if (labels.profile() == Profile.ARCHIVE) {
            return relative;
        }
        int dot = relative.lastIndexOf('.');
        return dot > relative.lastIndexOf('/') + 1 ? relative.substring(0, dot) : relative;
    }

    private static boolean anyMatches(List<Glob> globs, String relative) {
        for (Glob glob : globs) {
            if (glob.matches(relative)) {
                return true;
            }
        }
        return false;
    }
}
