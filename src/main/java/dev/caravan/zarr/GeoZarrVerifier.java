package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Proves that a directory is a whole GeoZarr, by named checks. */
public final class GeoZarrVerifier {
    private static final Set<String> METADATA =
            Set.of("zarr.json", ".zarray", ".zattrs", ".zgroup", ".zmetadata", "caravan.json");
    /** Attributes of a group that says how its pixels lie on the earth; drafts of GeoZarr differ in their names. */
    private static final List<String> GEO_GROUP = List.of(
            "multiscales", "zarr_conventions", "proj:code", "proj:epsg", "proj:wkt2", "spatial:transform", "crs");

    private final ZarrLimits limits;

    public GeoZarrVerifier(ZarrLimits limits) {
        this.limits = limits;
    }

    /** What came of one check. */
    public record Check(String name, boolean passed, String found) {

        @Override
        public String toString() {
            return (passed ? "passed: " : "failed: ") + name + ": " + found;
        }
    }

    /** What came of all. */
    public record Report(int arrays, long chunks, List<Check> checks) {

        public boolean passed() {
            return checks.stream().allMatch(Check::passed);
        }

        /** For a message. */
        public String failures() {
            return String.join(
                    "; ",
                    checks.stream()
                            .filter(check -> !check.passed())
                            .map(check -> check.name() + ": " + check.found())
                            .toList());
        }
    }

    /**
     * Looks at all metadata, and counts the chunks.
     *
     * @param groups that must be there
     * @throws IOException the directory cannot be read
     */
    public Report verify(Path directory, List<String> groups) throws IOException {
        List<Check> checks = new ArrayList<>();
        ZarrTree tree;
        try {
            tree = new ZarrGroups(limits).list(new LocalStore(directory, limits));
            checks.add(new Check(
                    "root",
                    true,
                    "Zarr " + tree.format() + " with " + tree.nodes().size() + " nodes"));
            checks.add(consolidation(directory, tree));
        } catch (BadInputException e) {
            checks.add(new Check("root", false, String.valueOf(e.getMessage())));
            return new Report(0, 0, checks);
        }
        checks.add(groups(tree, groups));
        checks.add(arrays(tree));
        checks.add(georeference(tree, groups));
        long chunks = 0;
        if (checks.stream().allMatch(Check::passed)) {
            ChunkCount count = count(directory, tree, groups);
            checks.add(count.check());
            chunks = count.total();
        }
        return new Report(tree.arrays().size(), chunks, List.copyOf(checks));
    }

    /** Readers see what is consolidated; it has to be what is there. */
    private Check consolidation(Path directory, ZarrTree tree) throws IOException {
        String name = "consolidated metadata";
        if (!tree.consolidated()) {
            return new Check(name, false, "there is none, so that readers over HTTP cannot find what is in the store");
        }
        ZarrTree there = new ZarrGroups(limits).walk(new LocalStore(directory, limits), tree.format());
        Set<String> both = tree.nodes().keySet();
        if (!both.equals(there.nodes().keySet())) {
            List<String> differing = Stream.concat(
                            both.stream().filter(path -> !there.nodes().containsKey(path)),
                            there.nodes().keySet().stream().filter(path -> !both.contains(path)))
                    .limit(5)
                    .toList();
            return new Check(name, false, "it does not name the nodes that are there: they differ in " + differing);
        }
        return new Check(name, true, "it names all " + both.size() + " nodes");
    }

    private static Check groups(ZarrTree tree, List<String> groups) {
        List<String> missing = groups.stream()
                .filter(group -> tree.node(group).filter(ZarrNode::isGroup).isEmpty())
                .toList();
        return new Check(
                "groups",
                missing.isEmpty(),
                missing.isEmpty() ? "all " + groups.size() + " are there" : "without " + missing);
    }

    private static Check arrays(ZarrTree tree) {
        try {
            tree.arrays().forEach(node -> ZarrArray.of(node, tree.format()));
        } catch (BadInputException e) {
            return new Check("arrays", false, String.valueOf(e.getMessage()));
        }
        return new Check("arrays", !tree.arrays().isEmpty(), tree.arrays().size() + " arrays");
    }

    private static Check georeference(ZarrTree tree, List<String> groups) {
        List<String> without =
                groups.stream().filter(group -> !isGeoreferenced(tree, group)).toList();
        return new Check(
                "georeference",
                without.isEmpty(),
                without.isEmpty()
                        ? "each group says how it lies on the earth"
                        : "without multiscales, a projection or a grid_mapping: " + without);
    }

    private static boolean isGeoreferenced(ZarrTree tree, String group) {
        return tree.nodes().values().stream()
                .filter(node -> isWithin(node.path(), group))
                .anyMatch(node -> node.isGroup()
                        ? hasAny(node.attributes())
                        : node.attributes().has("grid_mapping"));
    }

    private static boolean hasAny(JsonNode attributes) {
        return GEO_GROUP.stream().anyMatch(attributes::has);
    }

    private static boolean isWithin(String path, String group) {
        return group.equals("/") || path.equals(group) || path.startsWith(group + "/");
    }

    private record ChunkCount(long total, Check check) {}

    /** A chunk of nothing but the fill value need not be there, but a group of nothing but such is none that anybody wanted. */
    private static ChunkCount count(Path directory, ZarrTree tree, List<String> groups) throws IOException {
        long total = 0;
        List<String> wrong = new ArrayList<>();
        Set<String> empty = new LinkedHashSet<>(groups);
        for (ZarrNode node : tree.arrays()) {
            ZarrArray array = ZarrArray.of(node, tree.format());
            long found = chunks(directory.resolve(node.path().substring(1)));
            if (found > array.chunkCount()) {
                wrong.add("'" + node.path() + "' has " + found + " chunks, at most " + array.chunkCount()
                        + " are expected");
            }
            if (found > 0) {
                empty.removeIf(group -> isWithin(node.path(), group));
            }
            total += found;
        }
        if (!empty.isEmpty()) {
            wrong.add("no chunk in " + empty);
        }
        boolean passed = wrong.isEmpty();
        return new ChunkCount(
                total, new Check("chunks", passed, passed ? total + " chunks" : String.join("; ", wrong)));
    }

    private static long chunks(Path array) throws IOException {
        try (Stream<Path> files = Files.walk(array)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !METADATA.contains(file.getFileName().toString()))
                    .count();
        }
    }
}
