package dev.caravan.zarr;

import dev.caravan.converter.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Paths of groups, as people write them. */
public final class GroupPaths {
    private static final int MOST = 256;
    private static final int LONGEST = 1024;

    private GroupPaths() {}

    /**
     * Absolute paths, without doubled slashes, without a slash at the end, each once, in the order in which they were given:
     * `measurements//r10m/` is `/measurements/r10m`. One text may hold several, with blanks or commas between them.
     *
     * @throws BadInputException one is too long, or has `.`, `..` or a control character
     */
    public static List<String> normalised(List<String> texts) {
        Set<String> paths = new LinkedHashSet<>();
        for (String text : texts) {
            for (String word : text.strip().split("[\\s,]+")) {
                if (!word.isEmpty()) {
                    paths.add(normalised(word));
                }
            }
            if (paths.size() > MOST) {
                throw new BadInputException("more than " + MOST + " groups are named, the most that are allowed");
            }
        }
        return List.copyOf(paths);
    }

    private static String normalised(String word) {
        if (word.length() > LONGEST) {
            throw new BadInputException("the group '" + word.substring(0, 100) + "…' has " + word.length()
                    + " characters; at most " + LONGEST + " are allowed");
        }
        List<String> names = new ArrayList<>();
        for (String name : word.split("/", -1)) {
            if (name.equals(".") || name.equals("..") || name.chars().anyMatch(Character::isISOControl)) {
                throw new BadInputException("the group '" + word.replaceAll("\\p{Cntrl}", "\uFFFD")
                        + "' has '.', '..' or a control character in its path, which no group has");
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
