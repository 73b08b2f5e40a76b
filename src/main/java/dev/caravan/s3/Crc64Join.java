package dev.caravan.s3;

/**
 * The CRC-64/NVME of two contents, one after the other, from the CRC of each: the first one's, taken as a polynomial, times x to
 * the power of the second one's bits, plus the second one's. All polynomials are reflected: the highest bit is x^0.
 */
final class Crc64Join {
    private static final long ONE = 1L << 63;
    /** Entry n: x to the power of 2^n, modulo the polynomial of the CRC. */
    private static final long[] SQUARES = squares();

    private Crc64Join() {}

    /** @param secondLength bytes of the second content */
    static long join(long first, long second, long secondLength) {
        return multiply(xToTheBitsOf(secondLength), first) ^ second;
    }

    private static long xToTheBitsOf(long bytes) {
        long power = ONE;
        // A byte has 2^3 bits.
        int square = 3;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) == 1) {
                power = multiply(SQUARES[square], power);
            }
            square++;
        }
        return power;
    }

    private static long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 1 ? (shifted >>> 1) ^ Crc64Nvme.REFLECTED_POLYNOMIAL : shifted >>> 1;
        }
        return product;
    }

    private static long[] squares() {
        long[] squares = new long[3 + Long.SIZE];
        squares[0] = ONE >>> 1;
        for (int i = 1; i < squares.length; i++) {
            squares[i] = multiply(squares[i - 1], squares[i - 1]);
        }
        return squares;
    }
}
