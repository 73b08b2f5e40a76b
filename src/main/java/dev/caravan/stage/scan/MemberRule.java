package dev.caravan.stage.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Which files a manifest may name.
 *
 * @param realRoot the source directory without symbolic links
 * @param otherRoots the same of the other sources
 */
record MemberRule(Source source, Path realRoot, Set<Path> otherRoots) {

    static MemberRule of(Source source, Set<Path> otherRoots) throws IOException {
        return new MemberRule(source, source.root().toRealPath(), otherRoots);
    }

    /** By its name; before anything is looked at on disk. */
    void requireInside(Path path, String named) throws ManifestException {
        if (!path.startsWith(source.root())) {
            throw new ManifestException(
                    "'%s' lies outside of the source directory '%s'".formatted(named, source.root()));
        }
    }

    /** In truth. */
    void requireReallyInside(Path path, String named) throws IOException, ManifestException {
        Path real = path.toRealPath();
        if (!real.startsWith(realRoot)) {
            throw new ManifestException(
                    "'%s' leads out of the source directory '%s', to '%s'".formatted(named, source.root(), real));
        }
        for (Path other : otherRoots) {
            if (real.startsWith(other) && other.startsWith(realRoot)) {
                throw new ManifestException("'%s' belongs to another source, '%s'".formatted(named, other));
            }
        }
    }
}
