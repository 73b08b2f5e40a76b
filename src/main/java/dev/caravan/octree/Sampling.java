package dev.caravan.octree;

import java.util.Arrays;

/** Chooses the points that an inner node takes from its children. Not safe for use by several threads. */
interface Sampling {

    /**
     * @param candidates all points of the node's children
     * @return for each candidate whether the node takes it
     */
    boolean[] choose(Points points, int[] candidates, long location);

    /** Numbers of those candidates whose flag is {@code wanted}, between two positions. */
    static int[] select(int[] candidates, boolean[] chosen, boolean wanted, int from, int to) {
        int[] selected = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (chosen[i] == wanted) {
                selected[count++] = candidates[i];
            }
        }
        return Arrays.copyOf(selected, count);
    }
}
