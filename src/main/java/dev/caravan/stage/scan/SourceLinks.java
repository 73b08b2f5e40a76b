package dev.caravan.stage.scan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which symbolic links of a source are followed: those whose target lies inside the source and is not reached
 * without the link. So a link in a name's place (`..data` of a mounted volume, `latest.las -> .store/7.las`) works,
 * nothing leads out of the source, nothing is taken twice, and there are no loops.
 */
final class SourceLinks {
    private final Source source;
    private final Path realRoot;

    /** What was reached through links, by its real path. What is reached without them needs no memory. */
    private final Set<Path> reached = new HashSet<>();

    SourceLinks(Source source) throws IOException {
        this.source = source;
        this.realRoot = source.root().toRealPath();
    }

    Path realRoot() {
        return realRoot;
    }

    /** @param target the real path of what a link leads to */
    boolean follows(Path target, boolean directory) {
        return target.startsWith(realRoot) && !reachedWithout(target, directory) && reached.add(target);
    }

    /** Whether the walk has not been here yet; asked for all that lies below a followed link. */
    boolean first(Path real) {
        return reached.add(real);
    }

    private boolean reachedWithout(Path target, boolean directory) {
        Path top = realRoot;
        for (Path name : realRoot.equals(target) ? Set.<Path>of() : realRoot.relativize(target)) {
            top = top.resolve(name);
            if (IgnoreRule.reason(name.toString()).isPresent() || source.excludes(relative(top))) {
                return false;
            }
        }
        return directory || source.includes(relative(target));
    }

    private String relative(Path real) {
        return realRoot.relativize(real).toString().replace(File.separatorChar, '/');
    }
}
