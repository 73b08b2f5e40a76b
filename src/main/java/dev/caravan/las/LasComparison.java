package dev.caravan.las;

import dev.caravan.las.raw.RawVlrExtent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Compares two files by content: points, header, records. How the points are compressed, and where things lie, is no difference. */
public final class LasComparison {
    private static final int WINDOW = 1 << 20;
    /** Fields of the header that say where things lie and how they are stored, each from its first byte to the one behind it. */
    private static final int[][] STORAGE = {{96, 105}, {227, 255}};

    private LasComparison() {}

    /**
     * @param progress told now and then how many points have been compared
     * @return the first difference found, in words, or none
     * @throws dev.caravan.converter.BadInputException when a point cannot be read
     */
    public static Optional<String> firstDifference(LasFile first, LasFile second, LongConsumer progress)
            throws IOException {
        Optional<String> around = around(first, second);
        return around.isPresent() ? around : points(first, second, progress);
    }

    private static Optional<String> around(LasFile first, LasFile second) throws IOException {
        try (LasEnvelope one = LasEnvelope.open(first);
                LasEnvelope other = LasEnvelope.open(second)) {
            int header = Arrays.mismatch(comparable(one), comparable(other));
            if (header >= 0) {
                return Optional.of("byte " + header + " of the header differs");
            }
            if (differ(one, one.vlrs(), other, other.vlrs())) {
                return Optional.of("the variable length records differ");
            }
            if (differ(one, List.of(one.gap()), other, List.of(other.gap()))) {
                return Optional.of("what lies between the variable length records and the points differs");
            }
            return differ(one, one.behind(), other, other.behind())
                    ? Optional.of("what lies behind the points differs")
                    : Optional.empty();
        }
    }

    private static byte[] comparable(LasEnvelope envelope) {
        byte[] header = envelope.header();
        for (int[] field : STORAGE) {
            int end = Math.min(field[1], header.length);
            Arrays.fill(header, Math.min(field[0], end), end, (byte) 0);
        }
        return header;
    }

    private static boolean differ(
            LasEnvelope one, List<RawVlrExtent> extents, LasEnvelope other, List<RawVlrExtent> others)
            throws IOException {
        if (extents.size() != others.size()) {
            return true;
        }
        for (int i = 0; i < extents.size(); i++) {
            if (differ(one, extents.get(i), other, others.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean differ(LasEnvelope one, RawVlrExtent extent, LasEnvelope other, RawVlrExtent twin)
            throws IOException {
        long length = extent.end() - extent.start();
        if (length != twin.end() - twin.start()) {
            return true;
        }
        for (long at = 0; at < length; at += WINDOW) {
            int size = (int) Math.min(WINDOW, length - at);
            if (!window(one, extent.start() + at, size).equals(window(other, twin.start() + at, size))) {
                return true;
            }
        }
        return false;
    }

    private static ByteBuffer window(LasEnvelope envelope, long at, int size) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(size);
        while (window.hasRemaining() && envelope.channel().read(window, at + window.position()) >= 0) {}
        return window.flip();
    }

    private static Optional<String> points(LasFile first, LasFile second, LongConsumer progress) throws IOException {
        long points = first.header().points();
        if (second.header().points() != points) {
            return Optional.of("one has " + points + " points, the other "
                    + second.header().points());
        }
        int length = first.header().recordLength();
        try (RecordCursor one = new RecordCursor(first.points(), length);
                RecordCursor other = new RecordCursor(second.points(), length)) {
            for (long done = 0; done < points; ) {
                // Each source fills its batches as it finds it best.
                int count = Math.min(one.available(), other.available());
                if (count == 0) {
                    return Optional.of("one of them ends before point " + done);
                }
                int mismatch = one.mismatch(other, count);
                if (mismatch >= 0) {
                    return Optional.of("point " + (done + mismatch) + " differs");
                }
                done += count;
                progress.accept(done);
            }
        }
        return Optional.empty();
    }
}
