package dev.caravan.octree;

/** Sorts point numbers by Morton code: a radix sort, so that points of one cell keep the order they arrived in. */
final class MortonOrder {
    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;

    final long[] codes;
    final int[] points;

    private MortonOrder(long[] codes, int[] points) {
        this.codes = codes;
        this.points = points;
    }

    static MortonOrder of(Cube cube, byte[] bytes, int stride) {
        int count = bytes.length / stride;
        long[] codes = new long[count];
        int[] points = new int[count];
        for (int i = 0; i < count; i++) {
            codes[i] = cube.morton(bytes, i * stride);
            points[i] = i;
        }
        return sort(codes, points);
    }

    private static MortonOrder sort(long[] codes, int[] points) {
        long[] fromCodes = codes;
        int[] fromPoints = points;
        long[] toCodes = new long[codes.length];
        int[] toPoints = new int[points.length];
        long differing = differing(codes);
        for (int shift = 0; shift < 3 * Location.MAX_LEVEL; shift += BITS) {
            if ((differing >>> shift & (BUCKETS - 1)) == 0) {
                continue;
            }
            pass(fromCodes, fromPoints, toCodes, toPoints, shift);
            long[] swapCodes = fromCodes;
            fromCodes = toCodes;
            toCodes = swapCodes;
            int[] swapPoints = fromPoints;
            fromPoints = toPoints;
            toPoints = swapPoints;
        }
        return new MortonOrder(fromCodes, fromPoints);
    }

    private static long differing(long[] codes) {
        long all = 0;
        for (long code : codes) {
            all |= code ^ codes[0];
        }
        return all;
    }

    private static void pass(long[] codes, int[] points, long[] toCodes, int[] toPoints, int shift) {
        int[] next = new int[BUCKETS];
        for (long code : codes) {
            next[(int) (code >>> shift) & (BUCKETS - 1)]++;
        }
        int sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            int count = next[i];
            next[i] = sum;
            sum += count;
        }
        for (int i = 0; i < codes.length; i++) {
            int to = next[(int) (codes[i] >>> shift) & (BUCKETS - 1)]++;
            toCodes[to] = codes[i];
            toPoints[to] = points[i];
        }
    }

    /** First position in [from, to) whose code is not below {@code code}. */
    int lowerBound(int from, int to, long code) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (codes[middle] < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
