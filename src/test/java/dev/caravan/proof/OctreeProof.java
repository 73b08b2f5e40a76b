package dev.caravan.proof;

import dev.caravan.converter.BadInputException;
import dev.caravan.support.DecodedOctree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that can be said of an octree when the files are there that it was made of. */
public final class OctreeProof {

    private OctreeProof() {}

    /**
     * Attributes that an octree may lack though they are not all zero, from the property `fuzz.lost`, separated by commas; none, but for
     * somebody who looks for other faults than those.
     */
    public static Set<String> mayBeLost() {
        return Set.copyOf(Arrays.asList(System.getProperty("fuzz.lost", "").split(",")));
    }

    /** @return what is wrong, in words; empty when nothing is */
    public static List<String> faults(Path octree, List<Path> sources) throws IOException {
        return faults(octree, sources, Set.of());
    }

    /** @param mayBeLost attributes that the octree may lack though they are not all zero */
    public static List<String> faults(Path octree, List<Path> sources, Set<String> mayBeLost) throws IOException {
        List<SourceCloud> clouds = new ArrayList<>();
        for (Path source : sources) {
            clouds.add(SourceCloud.read(source));
        }
        DecodedOctree decoded = DecodedOctree.decode(octree);
        List<String> faults = new ArrayList<>(PointComparison.faults(decoded, clouds, mayBeLost));
        faults.addAll(OctreeShape.faults(octree, decoded.metadata()));
        faults.addAll(MetadataProof.faults(decoded, clouds));
        return faults;
    }

    /** Why the reader refuses a file; null when it reads all of its points. */
    public static @Nullable BadInputException refusal(Path file) throws IOException {
        try {
            SourceCloud.read(file);
            return null;
        } catch (BadInputException e) {
            return e;
        }
    }

    /** Removes a directory and what is in it, if it is there. */
    public static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
