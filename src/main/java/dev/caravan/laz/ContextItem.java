package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A layered item that follows the POINT14 item and takes its context from it. */
abstract class ContextItem extends LayeredItem {
    private final boolean keepsOldLast;
    private final boolean[] known = new boolean[CONTEXTS];
    private int current;

    /**
     * Items of version 4 take the last value of the context they switch to; versions 2 and 3 take, for one point, that of
     * the context they leave, when the other has been used before (a slip of LASzip that became the format).
     */
    ContextItem(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset);
        keepsOldLast = item.version() < 4;
    }

    /** Resets a context's models and sets its last value. */
    abstract void start(int context, byte[] first);

    /** As {@link #start}, with the last value of another context. */
    abstract void startFrom(int context, int other);

    /** Replaces the last value of the context {@code last} by the next one, and writes it to {@code records[at …]}. */
    abstract void decodeItem(int context, int last, byte[] records, int at);

    @Override
    void open(byte[] first, int context) {
        Arrays.fill(known, false);
        known[context] = true;
        current = context;
        start(context, first);
    }

    @Override
    int decode(byte[] records, int at, int context) {
        decodeItem(context, context == current ? context : switchTo(context), records, at + offset);
        return context;
    }

    /** The context whose last value is the one to go on from. */
    private int switchTo(int context) {
        int before = current;
        current = context;
        if (!known[context]) {
            known[context] = true;
            startFrom(context, before);
            return context;
        }
        return keepsOldLast ? before : context;
    }
}
