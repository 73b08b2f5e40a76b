package dev.caravan.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the groups that somebody wants are in a store.
 *
 * @param tree what is known of the store
 * @param missing those that are not there, in the order in which they were asked for
 * @param arrays those of the missing that are arrays
 * @param suggestions for each of the missing, as far as anything is near
 */
public record GroupCheck(
        ZarrTree tree, List<String> missing, List<String> arrays, Map<String, List<String>> suggestions) {
    /** A message is for people. */
    private static final int MOST_MISSING = 20;

    private static final int MOST_SHOWN = 40;

    /**
     * Looks.
     *
     * @param groups normalised
     */
    public static GroupCheck of(ZarrStore store, List<String> groups, ZarrLimits limits) throws IOException {
        ZarrGroups zarr = new ZarrGroups(limits);
        ZarrTree tree = zarr.list(store);
        List<String> missing = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        Map<String, List<String>> suggestions = new LinkedHashMap<>();
        for (String group : groups) {
            Optional<ZarrNode> node = tree.complete() ? tree.node(group) : zarr.find(store, tree.format(), group);
            if (node.isPresent() && node.get().isGroup()) {
                continue;
            }
            missing.add(group);
            if (node.isPresent()) {
                arrays.add(group);
            }
            if (tree.complete() && missing.size() <= MOST_MISSING) {
                suggestions.put(group, Suggestions.near(group, tree.groups()));
            }
        }
        return new GroupCheck(tree, List.copyOf(missing), List.copyOf(arrays), suggestions);
    }

    public boolean passed() {
        return missing.isEmpty();
    }

    /** What is there: for a log. */
    public String available() {
        if (!tree.complete()) {
            return tree.place() + " (Zarr " + tree.format()
                    + ") has no consolidated metadata, and its server lists nothing:"
                    + " its groups cannot be listed, only asked for one by one";
        }
        List<String> groups = tree.groups();
        String more = groups.size() > MOST_SHOWN ? " and " + (groups.size() - MOST_SHOWN) + " more" : "";
        return tree.place() + " (Zarr " + tree.format() + (tree.consolidated() ? ", consolidated" : "") + ") has "
                + (groups.isEmpty()
                        ? "no group"
                        : "the groups " + groups.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ")) + more);
    }

    /** Names the store, what is missing, what may have been meant, and what is there. */
    public String text() {
        String more = missing.size() > MOST_MISSING ? " and " + (missing.size() - MOST_MISSING) + " more" : "";
        return tree.place() + " has no group "
                + missing.stream().limit(MOST_MISSING).map(this::described).collect(Collectors.joining(", ")) + more
                + "; " + available();
    }

    private String described(String group) {
        List<String> near = suggestions.getOrDefault(group, List.of());
        return "'" + group + "'"
                + (arrays.contains(group) ? " (that is an array)" : "")
                + (near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)");
    }
}
