package dev.caravan.file;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Which files are asked for.
 *
 * @param statuses names of {@link FileStatus}, or {@link #UNKNOWN}; empty for all
 * @param prefix what the path begins with; empty for anything
 * @param paths a further question to the path, such as a pattern
 * @param user whose; empty for anybody's
 * @param project of which; empty for any
 */
public record FileFilter(Set<String> statuses, String prefix, Predicate<String> paths, String user, String project) {
    /** The status of a record that has none, as of another program's, or one that nobody knows. */
    public static final String UNKNOWN = "UNKNOWN";

    public static final FileFilter ALL = new FileFilter(Set.of(), "", path -> true, "", "");

    public FileFilter {
        statuses = Set.copyOf(statuses);
    }

    public FileFilter of(Set<String> newStatuses) {
        return new FileFilter(newStatuses, prefix, paths, user, project);
    }

    public FileFilter below(String newPrefix) {
        return new FileFilter(statuses, newPrefix, paths, user, project);
    }

    public FileFilter matching(Predicate<String> newPaths) {
        return new FileFilter(statuses, prefix, newPaths, user, project);
    }

    public FileFilter labelled(String newUser, String newProject) {
        return new FileFilter(statuses, prefix, paths, newUser, newProject);
    }

    /** As the script wants them: `,A,B,`. */
    String statusList() {
        return statuses.isEmpty() ? "" : "," + String.join(",", statuses) + ",";
    }
}
