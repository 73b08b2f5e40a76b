package dev.caravan.potree;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which bytes of octree.bin belong to which node. */
final class NodeExtents {
    private long[] offsets = new long[1024];
    private long[] sizes = new long[1024];
    private int count;

    void add(long offset, long size) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        offsets[count] = offset;
        sizes[count++] = size;
    }

    /** Two nodes that share bytes, in words; null when there are none. */
    @Nullable
    String overlap() {
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> offsets[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < order.length; i++) {
            int before = order[i - 1];
            if (offsets[before] + sizes[before] > offsets[order[i]]) {
                return "the node at byte " + offsets[before] + " has " + sizes[before]
                        + " bytes, but another one begins at byte " + offsets[order[i]];
            }
        }
        return null;
    }
}
