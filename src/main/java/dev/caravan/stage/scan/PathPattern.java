package dev.caravan.stage.scan;

import dev.caravan.setting.Glob;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A {@link Glob} for whole paths.
 *
 * @param prefix what each path that matches begins with
 * @param roots of which the path is looked at below the first that it begins with
 * @param glob of the path below that
 */
public record PathPattern(String prefix, List<String> roots, Predicate<String> glob) {
    private static final String SPECIAL = "*?[{\\";

    public PathPattern {
        roots = List.copyOf(roots);
    }

    /** Within any of the source directories; a path belongs to the innermost. */
    static PathPattern relative(List<Path> roots, String pattern) {
        List<String> all = roots.stream()
                .sorted((a, b) -> b.getNameCount() - a.getNameCount())
                .map(PathPattern::below)
                .toList();
        return new PathPattern(all.size() == 1 ? all.get(0) + literal(pattern) : "", all, Glob.of(pattern)::matches);
    }

    static PathPattern absolute(Path root, String pattern) {
        String relative = pattern.substring(below(root).length());
        return new PathPattern(below(root) + literal(relative), List.of(below(root)), Glob.of(relative)::matches);
    }

    /** Whether the path matches. */
    public boolean matches(String path) {
        return roots.stream()
                .filter(path::startsWith)
                .findFirst()
                .map(root -> glob.test(path.substring(root.length())))
                .orElse(false);
    }

    /** What a path below the directory begins with. */
    static String below(Path root) {
        return root.getNameCount() == 0 ? root.toString() : root + "/";
    }

    /** The directories before the first special character; the extension may differ in its case. */
    private static String literal(String pattern) {
        int end = 0;
        while (end < pattern.length() && SPECIAL.indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, pattern.lastIndexOf('/', end - 1) + 1);
    }
}
