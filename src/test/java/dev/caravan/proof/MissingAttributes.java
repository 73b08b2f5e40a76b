package dev.caravan.proof;

import dev.caravan.las.LasFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where several files become one octree, each attribute that one of them lacks is filled with zero, and that is said. */
final class MissingAttributes {
    /** These every format has, or the octree leaves them out where they are zero. */
    private static final Set<String> NOT_SAID =
            Set.of("classification flags", "scanner channel", "scan direction flag", "edge of flight line");

    private MissingAttributes() {}

    static List<String> faults(List<Path> files, List<String> warnings) throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path file : files) {
            all.addAll(names(file));
        }
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            Set<String> missing = new TreeSet<>(all);
            missing.removeAll(names(file));
            for (String name : missing) {
                boolean said = warnings.stream()
                        .anyMatch(warning -> warning.contains(file.getFileName().toString()) && warning.contains(name));
                if (!said) {
                    faults.add("it is not said that " + file.getFileName() + " has no " + name);
                }
            }
        }
        return faults;
    }

    private static Set<String> names(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        SpecField.of(LasFile.open(file)).forEach(field -> names.add(field.name()));
        names.removeAll(NOT_SAID);
        return names;
    }
}
