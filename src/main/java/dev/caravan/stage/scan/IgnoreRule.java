package dev.caravan.stage.scan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names that are never taken, whatever a source includes: of files, and of directories with all they hold.
 *
 * <ul>
 *   <li>hidden: beginning with `.` (so also `.snapshot`, `.Trash-1000`, rsync's `.name.las.Xa3f`)
 *   <li>being written, or left over from it: ending with `~`, `.part`, `.partial`, `.filepart`, `.tmp`, `.temp`,
 *       `.crdownload`, `.download`, `.!ut`, `.swp`, `.lck`, `.lock`, or beginning with `~$` (in any case)
 *   <li>of the file system or the file server: `lost+found`, `$RECYCLE.BIN`, `System Volume Information`, `@eaDir`,
 *       `#recycle`, `#snapshot`, `@Recycle`, `@Recently-Snapshot`, `__MACOSX`
 * </ul>
 */
public final class IgnoreRule {
    private static final List<String> TEMPORARY = List.of(
            "~",
            ".part",
            ".partial",
            ".filepart",
            ".tmp",
            ".temp",
            ".crdownload",
            ".download",
            ".!ut",
            ".swp",
            ".lck",
            ".lock");
    private static final Set<String> SYSTEM = Set.of(
            "lost+found",
            "$RECYCLE.BIN",
            "System Volume Information",
            "@eaDir",
            "#recycle",
            "#snapshot",
            "@Recycle",
            "@Recently-Snapshot",
            "__MACOSX");

    private IgnoreRule() {}

    /**
     * Why a file or directory of this name is ignored, as the end of a sentence; empty when it is not.
     *
     * @param name the last part of a path
     */
    public static Optional<String> reason(String name) {
        if (name.startsWith(".")) {
            return Optional.of("the name is hidden: it begins with '.'");
        }
        if (name.startsWith("~$")) {
            return Optional.of("the name is temporary: it begins with '~$'");
        }
        for (String suffix : TEMPORARY) {
            if (endsWithIgnoringCase(name, suffix)) {
                return Optional.of("the name is temporary: it ends with '" + suffix + "'");
            }
        }
        return SYSTEM.contains(name)
                ? Optional.of("'" + name + "' belongs to the file system or the file server")
                : Optional.empty();
    }

    private static boolean endsWithIgnoringCase(String name, String suffix) {
        return name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length());
    }
}
