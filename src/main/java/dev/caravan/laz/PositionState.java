package dev.caravan.laz;

import java.util.Arrays;

/**
 * Coordinates of the last point, and what predicts the next ones: x and y go on by the median of the last steps of
 * returns of the same kind (the slot), z from the last one of returns as far from the last of their pulse (the level).
 */
final class PositionState {
    int x;
    int y;
    int z;
    private final StreamingMedian dxMedian;
    private final StreamingMedian dyMedian;
    private final int[] lastZ = new int[8];
    private final IntegerModel dx = new IntegerModel(32, 2);
    private final IntegerModel dy = new IntegerModel(32, 22);
    private final IntegerModel heights = new IntegerModel(32, 20);

    PositionState(int slots) {
        dxMedian = new StreamingMedian(slots);
        dyMedian = new StreamingMedian(slots);
    }

    /** @param height what the first height of each level is predicted by */
    void reset(int height) {
        Arrays.fill(lastZ, height);
        dxMedian.reset();
        dyMedian.reset();
        dx.reset();
        dy.reset();
        heights.reset();
    }

    /** @param single 1 for the only return of a pulse, 0 otherwise */
    void decodeXy(ArithmeticDecoder decoder, int slot, int single) {
        int xChange = dx.decode(decoder, dxMedian.get(slot), single);
        dxMedian.add(slot, xChange);
        x += xChange;
        int yChange = dy.decode(decoder, dyMedian.get(slot), dyContext(single));
        dyMedian.add(slot, yChange);
        y += yChange;
    }

    void decodeZ(ArithmeticDecoder decoder, int level, int single) {
        z = heights.decode(decoder, lastZ[level], heightContext(single));
        lastZ[level] = z;
    }

    void encodeXy(ArithmeticEncoder encoder, int newX, int newY, int slot, int single) {
        int xChange = newX - x;
        dx.encode(encoder, dxMedian.get(slot), xChange, single);
        dxMedian.add(slot, xChange);
        x = newX;
        int yChange = newY - y;
        dy.encode(encoder, dyMedian.get(slot), yChange, dyContext(single));
        dyMedian.add(slot, yChange);
        y = newY;
    }

    void encodeZ(ArithmeticEncoder encoder, int newZ, int level, int single) {
        heights.encode(encoder, lastZ[level], newZ, heightContext(single));
        z = newZ;
        lastZ[level] = newZ;
    }

    /** The height that the next one of its level is predicted by. */
    int predictedZ(int level) {
        return lastZ[level];
    }

    private int dyContext(int single) {
        return single + Math.min(dx.k() & ~1, 20);
    }

    private int heightContext(int single) {
        int k = (dx.k() + dy.k()) / 2;
        return single + Math.min(k & ~1, 18);
    }
}
