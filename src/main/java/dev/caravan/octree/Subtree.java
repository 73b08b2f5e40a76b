package dev.caravan.octree;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The finished nodes of one chunk, encoded, one after the other; and its topmost, from which its parent may still take. */
final class Subtree {
    private final RecordCut cut;
    private final @Nullable NodeCodec codec;
    private byte[] data = new byte[1 << 16];
    private byte[] records = new byte[0];
    private long[] locations = new long[64];
    private int[] points = new int[64];
    private int[] ends = new int[64];
    private int count;
    private int length;
    private @Nullable Node top;

    /** @param codec null when records are written as they are */
    Subtree(RecordCut cut, @Nullable NodeCodec codec) {
        this.cut = cut;
        this.codec = codec;
    }

    void clear() {
        count = 0;
        length = 0;
        top = null;
    }

    void add(long location, PointRecords from, int[] numbers, int number) {
        if (codec == null) {
            reserve((long) number * cut.stride());
            from.gather(numbers, number, cut, data, length);
            length += number * cut.stride();
        } else if (number > 0) {
            encode(codec, from, numbers, number);
        }
        if (count == locations.length) {
            locations = Arrays.copyOf(locations, 2 * count);
            points = Arrays.copyOf(points, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        locations[count] = location;
        points[count] = number;
        ends[count++] = length;
    }

    private void encode(NodeCodec present, PointRecords from, int[] numbers, int number) {
        if (records.length < number * cut.stride()) {
            records = new byte[number * cut.stride()];
        }
        from.gather(numbers, number, cut, records, 0);
        byte[] encoded = present.encode(records, number);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, data, length, encoded.length);
        length += encoded.length;
    }

    private void reserve(long more) {
        if (length + more > data.length) {
            long larger = Math.max(length + more, Math.min(2L * data.length, Integer.MAX_VALUE - 16));
            data = Arrays.copyOf(data, Math.toIntExact(larger));
        }
    }

    void end(long location, PointRecords from, int[] numbers, int number, boolean hasChildren, long all) {
        byte[] kept = new byte[number * cut.stride()];
        from.gather(numbers, number, cut, kept, 0);
        top = new Node(location, kept, number, all, hasChildren);
    }

    Node top() {
        if (top == null) {
            throw new IllegalStateException("the subtree is not finished");
        }
        return top;
    }

    void writeTo(NodeSink sink) throws IOException {
        int start = 0;
        for (int i = 0; i < count; i++) {
            sink.write(locations[i], points[i], data, start, ends[i] - start);
            start = ends[i];
        }
    }
}
