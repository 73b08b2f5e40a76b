package dev.caravan.setting;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths below a source directory, with `/` between names on every system.
 *
 * <ul>
 *   <li>`*` any part of a name, `?` one character of it, `[abc]`, `[a-z]` and `[!a]` one of these or none of these
 *   <li>`**` and a slash: any number of directories, also none; so the default pattern takes the top level as well
 *   <li>`**` elsewhere: anything, slashes included
 *   <li>`{las,laz}`: one of these; `\` takes the next character as it is
 *   <li>upper and lower case differ, except after the last dot of the pattern, the extension: `*.las` matches `A.LAS`
 * </ul>
 *
 * The whole relative path must match.
 */
public final class Glob {
    private static final Pattern ANY_WITH_EXTENSION = Pattern.compile("\\*\\*/\\*(\\.[A-Za-z0-9]+)");

    private final Predicate<String> match;

    private Glob(Predicate<String> match) {
        this.match = match;
    }

    /** @throws PatternSyntaxException when brackets or braces are not closed */
    public static Glob of(String pattern) {
        var plain = ANY_WITH_EXTENSION.matcher(pattern);
        if (plain.matches()) {
            // The pattern that is nearly always there is asked for each file of the tree.
            return new Glob(hasExtension(plain.group(1)));
        }
        return new Glob(new GlobRegex(pattern).regex().asMatchPredicate());
    }

    public boolean matches(String relative) {
        return match.test(relative);
    }

    private static Predicate<String> hasExtension(String extension) {
        int length = extension.length();
        return path -> path.regionMatches(true, path.length() - length, extension, 0, length);
    }
}
