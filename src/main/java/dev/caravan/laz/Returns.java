package dev.caravan.laz;

/** Contexts by return number and number of returns. The tables are part of the format (LASzip, `laszip_common_v2/v3`). */
final class Returns {
    /** [number of returns][return number] for point formats 0 to 5. */
    static final byte[][] MAP =
            rows("FEDCBA98", "E0136AA9", "D1247BBA", "C3458CCB", "B6789DDC", "AABCDEED", "9ABCDEFE", "89ABCDEF");

    /** [number of returns][return number] for point formats 6 to 10. */
    static final byte[][] MAP_SIX = rows(
            "0123453445555555",
            "1013333333333333",
            "2124444444433333",
            "3345444444444444",
            "4344544444444444",
            "5344454444444444",
            "3344445444444444",
            "4344444544444444",
            "4344444454444444",
            "5344444445444444",
            "5344444444544444",
            "5334444444455444",
            "5334444444455544",
            "5334444444445554",
            "5334444444444555",
            "5334444444444455");

    private Returns() {}

    /** How far the return is from the last one: |n - r|, at most 7. */
    static int level(int numberOfReturns, int returnNumber) {
        return Math.min(7, Math.abs(numberOfReturns - returnNumber));
    }

    private static byte[][] rows(String... digits) {
        byte[][] rows = new byte[digits.length][];
        for (int i = 0; i < digits.length; i++) {
            rows[i] = new byte[digits[i].length()];
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (byte) Character.digit(digits[i].charAt(j), 16);
            }
        }
        return rows;
    }
}
