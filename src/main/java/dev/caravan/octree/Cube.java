package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;

/** The cube that is divided, in quanta from its lower corner. */
public final class Cube {
    private static final int FINEST = 1 << Location.MAX_LEVEL;
    /** Spacing of the root's points is the edge divided by this, as in Potree. */
    static final int ROOT_STEPS = 128;

    private final double edge;
    private final double scaleX;
    private final double scaleY;
    private final double scaleZ;
    private final double cellsX;
    private final double cellsY;
    private final double cellsZ;

    /**
     * @param edge in world units, positive
     * @param scaleX world units a quantum; likewise the others
     */
    public Cube(double edge, double scaleX, double scaleY, double scaleZ) {
        this.edge = edge;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
        this.scaleZ = scaleZ;
        this.cellsX = FINEST * scaleX / edge;
        this.cellsY = FINEST * scaleY / edge;
        this.cellsZ = FINEST * scaleZ / edge;
    }

    public double edge() {
        return edge;
    }

    /** Edge of a node, in world units. */
    double edge(int level) {
        return edge / (1L << level);
    }

    public double spacing(int level) {
        return edge / ROOT_STEPS / (1L << level);
    }

    double scaleX() {
        return scaleX;
    }

    double scaleY() {
        return scaleY;
    }

    double scaleZ() {
        return scaleZ;
    }

    /** The finest cell that a record's point is in, as a Morton code of 3 x {@link Location#MAX_LEVEL} bits. */
    long morton(byte[] records, int at) {
        return morton(
                LittleEndian.signedInt(records, at),
                LittleEndian.signedInt(records, at + 4),
                LittleEndian.signedInt(records, at + 8));
    }

    /** Morton code by coordinates in quanta, none of them negative. */
    public long morton(int x, int y, int z) {
        return Location.morton(cell(x * cellsX), cell(y * cellsY), cell(z * cellsZ));
    }

    private static int cell(double position) {
        return Math.min(FINEST - 1, (int) position);
    }
}
