package dev.caravan.api.view;

import dev.caravan.viewer.Pass;
import dev.caravan.viewer.Passes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link leads to.
 *
 * @param pass good
 * @param name of an object in the pass's directory; null when the path is not that of one
 */
record ViewedPath(Pass pass, @Nullable String name) {

    /**
     * Empty when the token is not good.
     *
     * @param path decoded, behind `/view`: `/<token>/<title>/<name>`
     */
    static Optional<ViewedPath> of(@Nullable String path, Passes passes) {
        String[] parts = path == null ? new String[0] : path.split("/", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String rest = parts.length == 3 ? parts[2] : "";
        return passes.check(parts[1]).map(pass -> new ViewedPath(pass, name(pass, rest)));
    }

    /** One name: what lies deeper may be another dataset's. */
    private static @Nullable String name(Pass pass, String rest) {
        String directory = pass.title() + "/";
        if (!rest.startsWith(directory)) {
            return null;
        }
        String name = rest.substring(directory.length());
        boolean isOne = !name.isEmpty()
                && !name.contains("/")
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(Character::isISOControl);
        return isOne ? name : null;
    }

    /** @throws IllegalStateException there is no name */
    String key() {
        if (name == null) {
            throw new IllegalStateException("a path without a name has no key");
        }
        return pass.directory() + name;
    }
}
