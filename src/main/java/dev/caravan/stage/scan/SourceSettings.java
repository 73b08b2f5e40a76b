package dev.caravan.stage.scan;

import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.setting.Glob;
import dev.caravan.setting.InvalidSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of `caravan.scan.sources`: a directory whose files are taken. It is never written to.
 *
 * @param path the directory, made absolute; a relative one is below the service's working directory
 * @param unit what one dataset is made of
 * @param complete when a dataset of many files is taken
 * @param include patterns of the files to take, or of the manifests, relative to the directory; see {@link Glob}. Null
 *     for the unit's usual ones
 * @param exclude patterns of files to leave, and of directories to leave with all they hold; stronger than include
 * @param user whose data it is; its jobs are labelled so
 * @param project what it belongs to; its jobs are labelled so
 * @param priority of its jobs; null for what `caravan.jobs.types` says
 * @param profile what is made of each dataset: an octree or an archive. A directory that is archived is one directly below the path,
 *     with all that is in it; others are made of the files that lie directly in them
 */
public record SourceSettings(
        String path,
        @DefaultValue("FILE") Unit unit,
        @DefaultValue CompleteSettings complete,
        @Nullable List<String> include,
        @DefaultValue List<String> exclude,
        @DefaultValue("") String user,
        @DefaultValue("") String project,
        @Nullable Priority priority,
        @DefaultValue("OCTREE") Profile profile) {
    private static final List<String> FILES = List.of("**/*.las", "**/*.laz");
    private static final List<String> MANIFESTS = List.of("**/*.metacloud", "**/*.tiles");
    private static final List<String> ANYTHING = List.of("**/*");
    private static final String PATH = "caravan.scan.sources.path";

    @ConstructorBinding
    public SourceSettings {
        path = directory(path).toString();
        include = include == null ? usual(unit, profile) : List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (include.isEmpty()) {
            throw new InvalidSettingException(
                    "caravan.scan.sources.include", null, "one pattern at least, as '**/*.las'");
        }
        include.forEach(pattern -> requirePattern("include", pattern));
        exclude.forEach(pattern -> requirePattern("exclude", pattern));
        if (unit == Unit.FILE && !complete.equals(CompleteSettings.NONE)) {
            throw new InvalidSettingException(
                    "caravan.scan.sources.complete", complete, "left out, unless 'unit' is directory or manifest");
        }
        if (unit == Unit.DIRECTORY && Path.of(path).getFileName() == null) {
            throw new InvalidSettingException(
                    PATH, path, "a directory with a name, which is the dataset key of the files directly in it");
        }
        if (unit == Unit.MANIFEST && profile == Profile.ARCHIVE) {
            throw new InvalidSettingException(
                    "caravan.scan.sources.profile", profile, "octree, when 'unit' is manifest");
        }
        requireLabel("user", user);
        requireLabel("project", project);
    }

    /** A source of single files, without labels. */
    public static SourceSettings of(String path, List<String> include, List<String> exclude) {
        return new SourceSettings(path, Unit.FILE, CompleteSettings.NONE, include, exclude, "", "", null);
    }

    /** A source of which octrees are made. */
    public SourceSettings(
            String path,
            Unit unit,
            CompleteSettings complete,
            @Nullable List<String> include,
            List<String> exclude,
            String user,
            String project,
            @Nullable Priority priority) {
        this(path, unit, complete, include, exclude, user, project, priority, Profile.OCTREE);
    }

    /** The same, with one more pattern of what is left. */
    SourceSettings excluding(String pattern) {
        List<String> more = new ArrayList<>(exclude);
        more.add(pattern);
        return new SourceSettings(path, unit, complete, include, more, user, project, priority, profile);
    }

    /** Never null: what is not set has become the unit's usual patterns. */
    @Override
    public List<String> include() {
        return Objects.requireNonNull(include);
    }

    public Labels labels() {
        return new Labels(user, project, priority, profile);
    }

    /** The directory, absolute. Files are recorded below this path, also when it is a symbolic link. */
    public Path root() {
        return Path.of(path);
    }

    private static List<String> usual(Unit unit, Profile profile) {
        if (profile == Profile.ARCHIVE) {
            return ANYTHING;
        }
        return unit == Unit.MANIFEST ? MANIFESTS : FILES;
    }

    private static Path directory(@Nullable String path) {
        if (path == null || path.isBlank()) {
            throw new InvalidSettingException(PATH, path, "the path of a directory");
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(PATH, path, "the path of a directory (" + e.getReason() + ")");
        }
    }

    private static void requirePattern(String kind, String pattern) {
        String key = "caravan.scan.sources." + kind;
        if (pattern.isEmpty() || pattern.startsWith("/")) {
            throw new InvalidSettingException(key, pattern, "a pattern relative to the source's path, as '**/*.las'");
        }
        try {
            Glob.of(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    key, pattern, "a pattern as '**/*.{las,laz}' (" + e.getDescription() + ")");
        }
    }

    private static void requireLabel(String kind, String label) {
        if (!Origin.isLabel(label)) {
            throw new InvalidSettingException(
                    "caravan.scan.sources." + kind,
                    label,
                    "a name of at most 200 characters, without control characters and '|'");
        }
    }
}
