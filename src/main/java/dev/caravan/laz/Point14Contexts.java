package dev.caravan.laz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The scanner channels of a layered chunk, and the one of the last point. */
final class Point14Contexts {
    private final @Nullable Point14Context[] contexts = new Point14Context[LayeredItem.CONTEXTS];
    private final boolean[] known = new boolean[LayeredItem.CONTEXTS];
    private final byte[] record = new byte[Point14Context.SIZE];
    private Point14Context current = make(0);
    private int channel;

    private Point14Context make(int index) {
        Point14Context made = new Point14Context();
        contexts[index] = made;
        return made;
    }

    /** Forgets the chunk before. */
    void open(byte[] first, int at) {
        Arrays.fill(known, false);
        select(first[at + 15] >>> 4 & 3);
        known[channel] = true;
        current.start(first, at);
    }

    private void select(int newChannel) {
        Point14Context context = contexts[newChannel];
        current = context == null ? make(newChannel) : context;
        channel = newChannel;
    }

    Point14Context current() {
        return current;
    }

    int channel() {
        return channel;
    }

    /** A channel that is used for the first time begins with the last record of the one before. */
    Point14Context switchTo(int newChannel) {
        Point14Context before = current;
        select(newChannel);
        if (!known[newChannel]) {
            known[newChannel] = true;
            before.write(record, 0);
            current.start(record, 0);
        }
        current.flags = current.flags & ~0x30 | newChannel << 4;
        return current;
    }
}
