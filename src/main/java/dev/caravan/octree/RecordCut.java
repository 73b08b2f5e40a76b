package dev.caravan.octree;

import dev.caravan.binary.ShortCopy;
import java.util.ArrayList;
import java.util.List;

/** Which bytes of a scratch record a finished node keeps: an attribute that turned out to be empty is left out. */
public final class RecordCut {
    private final int[] from;
    private final int[] length;
    private final int stride;

    private RecordCut(List<int[]> ranges) {
        from = ranges.stream().mapToInt(range -> range[0]).toArray();
        length = ranges.stream().mapToInt(range -> range[1]).toArray();
        int sum = 0;
        for (int bytes : length) {
            sum += bytes;
        }
        stride = sum;
    }

    public static RecordCut all(int stride) {
        return new RecordCut(List.of(new int[] {0, stride}));
    }

    /**
     * @param sizes of the attributes, in their order
     * @param kept one for each; the position, which is first, must be kept
     */
    public static RecordCut of(int[] sizes, boolean[] kept) {
        List<int[]> ranges = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (kept[i] && i > 0 && kept[i - 1]) {
                ranges.get(ranges.size() - 1)[1] += sizes[i];
            } else if (kept[i]) {
                ranges.add(new int[] {at, sizes[i]});
            }
            at += sizes[i];
        }
        return new RecordCut(ranges);
    }

    /** Bytes that are kept of each record. */
    public int stride() {
        return stride;
    }

    void copy(byte[] record, int at, byte[] to, int toAt) {
        int target = toAt;
        for (int i = 0; i < from.length; i++) {
            ShortCopy.copy(record, at + from[i], to, target, length[i]);
            target += length[i];
        }
    }
}
