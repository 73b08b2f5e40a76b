package dev.caravan.file;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which files are asked for.
 *
 * @param statuses names of {@link FileStatus}, or {@link #UNKNOWN}; empty for all
 * @param prefix what the path begins with; empty for anything
 * @param paths a further question to the path, such as a pattern
 * @param user whose; empty for anybody's
 * @param project of which; empty for any
 * @param deleted true for those that were found to be gone from their source, false for the others; null for all
 */
public record FileFilter(
        Set<String> statuses,
        String prefix,
        Predicate<String> paths,
        String user,
        String project,
        @Nullable Boolean deleted) {
    /** The status of a record that has none, as of another program's, or one that nobody knows. */
    public static final String UNKNOWN = "UNKNOWN";

    public static final FileFilter ALL = new FileFilter(Set.of(), "", path -> true, "", "", null);

    public FileFilter {
        statuses = Set.copyOf(statuses);
    }

    public FileFilter of(Set<String> newStatuses) {
        return new FileFilter(newStatuses, prefix, paths, user, project, deleted);
    }

    public FileFilter below(String newPrefix) {
        return new FileFilter(statuses, newPrefix, paths, user, project, deleted);
    }

    public FileFilter matching(Predicate<String> newPaths) {
        return new FileFilter(statuses, prefix, newPaths, user, project, deleted);
    }

    public FileFilter labelled(String newUser, String newProject) {
        return new FileFilter(statuses, prefix, paths, newUser, newProject, deleted);
    }

    public FileFilter deleted(@Nullable Boolean newDeleted) {
        return new FileFilter(statuses, prefix, paths, user, project, newDeleted);
    }

    /** As the script wants it. */
    String deletedWord() {
        return deleted == null ? "" : deleted ? "1" : "0";
    }

    /** As the script wants them: `,A,B,`. */
    String statusList() {
        return statuses.isEmpty() ? "" : "," + String.join(",", statuses) + ",";
    }
}
