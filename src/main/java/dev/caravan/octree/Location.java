package dev.caravan.octree;

/**
 * Names of nodes as numbers: a leading 1, then three bits a level (4 = upper half in X, 2 = in Y, 1 = in Z). Numerical order
 * is therefore breadth-first order.
 */
public final class Location {
    public static final long ROOT = 1;
    /** The deepest level: a cell is then a millionth of the cube's edge, and a leaf may hold any number of points. */
    public static final int MAX_LEVEL = 20;

    private Location() {}

    public static int level(long location) {
        return (63 - Long.numberOfLeadingZeros(location)) / 3;
    }

    public static long child(long location, int index) {
        return location << 3 | index;
    }

    /** Cells from the cube's lower corner, on the grid of the node's own level. */
    static int cell(long location, int axis) {
        int cell = 0;
        for (int level = Location.level(location) - 1; level >= 0; level--) {
            cell = cell << 1 | (int) (location >>> (3 * level + 2 - axis)) & 1;
        }
        return cell;
    }

    /** Morton code of a cell on the finest grid, without the leading 1. */
    static long morton(int x, int y, int z) {
        return spread(x) << 2 | spread(y) << 1 | spread(z);
    }

    /** Puts two zero bits before each of the lower 21 bits. */
    private static long spread(int value) {
        long v = value & 0x1FFFFFL;
        v = (v | v << 32) & 0x1F00000000FFFFL;
        v = (v | v << 16) & 0x1F0000FF0000FFL;
        v = (v | v << 8) & 0x100F00F00F00F00FL;
        v = (v | v << 4) & 0x10C30C30C30C30C3L;
        return (v | v << 2) & 0x1249249249249249L;
    }
}
