package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;

/**
 * The cube that is divided, in quanta from its lower corner.
 *
 * @param edge in world units, positive
 * @param scaleX world units a quantum; likewise the others
 */
public record Cube(double edge, double scaleX, double scaleY, double scaleZ) {
    private static final int FINEST = 1 << Location.MAX_LEVEL;
    /** Spacing of the root's points is the edge divided by this, as in Potree. */
    private static final int ROOT_STEPS = 128;

    public double spacing(int level) {
        return edge / ROOT_STEPS / (1L << level);
    }

    /** The finest cell that a point is in, as a Morton code. */
    long morton(byte[] points, int at) {
        return Location.morton(
                cell(LittleEndian.signedInt(points, at), scaleX),
                cell(LittleEndian.signedInt(points, at + 4), scaleY),
                cell(LittleEndian.signedInt(points, at + 8), scaleZ));
    }

    /** Morton code by coordinates in quanta. */
    public long morton(int x, int y, int z) {
        return Location.morton(cell(x, scaleX), cell(y, scaleY), cell(z, scaleZ));
    }

    private int cell(int quanta, double scale) {
        return (int) Math.max(0, Math.min(FINEST - 1, quanta * (FINEST * scale / edge)));
    }
}
