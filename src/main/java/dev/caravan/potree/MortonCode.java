package dev.caravan.potree;

/**
 * Morton codes as the encoding BROTLI has them: bit 3k is bit k of the first number, 3k + 1 of the second, 3k + 2 of the
 * third. Numbers have 16 bits, codes 48.
 */
final class MortonCode {
    private static final int[] SPREAD = new int[256];

    static {
        for (int value = 0; value < 256; value++) {
            for (int bit = 0; bit < 8; bit++) {
                SPREAD[value] |= (value >> bit & 1) << 3 * bit;
            }
        }
    }

    private MortonCode() {}

    /** The code of the low 16 bits of each. */
    static long of(int x, int y, int z) {
        return spread(x) | spread(y) << 1 | spread(z) << 2;
    }

    private static long spread(int value) {
        return SPREAD[value & 0xFF] | (long) SPREAD[value >> 8 & 0xFF] << 24;
    }

    /**
     * One of the numbers of a code, 0 to 65 535.
     *
     * @param which 0 to 2
     */
    static int number(long code, int which) {
        long bits = code >>> which & 0x2492_4924_9249L;
        bits = (bits | bits >> 2) & 0x0C30_C30C_30C3L;
        bits = (bits | bits >> 4) & 0x00F0_0F00_F00FL;
        bits = (bits | bits >> 8) & 0x0000_FF00_00FFL;
        return (int) (bits | bits >> 16) & 0xFFFF;
    }
}
