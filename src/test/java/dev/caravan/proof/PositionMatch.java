package dev.caravan.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether expected and found positions can be paired off: each expected one is a small box of integers, mostly a single one. */
final class PositionMatch {
    private static final int MOST_CANDIDATES = 64;

    private final Map<List<Long>, Integer> free = new HashMap<>();
    private final Map<List<Long>, List<long[][]>> holders = new HashMap<>();

    /** Three ranges an expected position. */
    static boolean possible(List<long[][]> expected, List<int[]> found) {
        return expected.size() == found.size() && new PositionMatch(found).pairAll(expected);
    }

    private PositionMatch(List<int[]> found) {
        for (int[] xyz : found) {
            free.merge(List.of((long) xyz[0], (long) xyz[1], (long) xyz[2]), 1, Integer::sum);
        }
    }

    private boolean pairAll(List<long[][]> expected) {
        List<long[][]> ambiguous = new ArrayList<>();
        for (long[][] box : expected) {
            if (volume(box) > 1) {
                ambiguous.add(box);
            } else if (!take(List.of(box[0][0], box[1][0], box[2][0]))) {
                return false;
            }
        }
        return ambiguous.stream().allMatch(box -> pair(box, new HashSet<>()));
    }

    private boolean take(List<Long> place) {
        Integer left = free.get(place);
        if (left == null || left == 0) {
            return false;
        }
        free.put(place, left - 1);
        return true;
    }

    /** An augmenting path: whoever holds a place gives it up when there is another one for him. */
    private boolean pair(long[][] box, Set<List<Long>> seen) {
        for (List<Long> place : candidates(box)) {
            if (!free.containsKey(place) || !seen.add(place)) {
                continue;
            }
            List<long[][]> own = holders.computeIfAbsent(place, none -> new ArrayList<>());
            if (take(place)) {
                own.add(box);
                return true;
            }
            for (int i = 0; i < own.size(); i++) {
                if (pair(own.get(i), seen)) {
                    own.set(i, box);
                    return true;
                }
            }
        }
        return false;
    }

    private List<List<Long>> candidates(long[][] box) {
        if (volume(box) > MOST_CANDIDATES) {
            return free.keySet().stream().filter(place -> contains(box, place)).toList();
        }
        List<List<Long>> all = new ArrayList<>();
        for (long x = box[0][1]; x >= box[0][0]; x--) {
            for (long y = box[1][1]; y >= box[1][0]; y--) {
                for (long z = box[2][1]; z >= box[2][0]; z--) {
                    all.add(List.of(x, y, z));
                }
            }
        }
        return all;
    }

    private static boolean contains(long[][] box, List<Long> place) {
        for (int axis = 0; axis < 3; axis++) {
            if (place.get(axis) < box[axis][0] || place.get(axis) > box[axis][1]) {
                return false;
            }
        }
        return true;
    }

    private static double volume(long[][] box) {
        double volume = 1;
        for (long[] range : box) {
            volume *= Math.max(0, range[1] - range[0] + 1.0);
        }
        return volume;
    }
}
