package dev.caravan.sample;

/** Heights and land use of an endless landscape: hills, a winding river, woods, and villages. Metres; same seed, same land. */
final class Terrain {
    private static final double RIVER_HALF_WIDTH = 9;
    private static final double VALLEY = 60;
    private static final double PLOT = 24;
    private static final double STAND = 7;

    private final long seed;

    Terrain(long seed) {
        this.seed = seed;
    }

    /** Height of the bare ground, or of the water. */
    double ground(double x, double y) {
        double hills = 34 * noise(x / 260, y / 260, 1) + 9 * noise(x / 70, y / 70, 2) + 0.8 * noise(x / 9, y / 9, 3);
        double away = fromRiver(x, y);
        double valley = Math.min(1, Math.max(0, away - RIVER_HALF_WIDTH) / VALLEY);
        return 400 + hills * valley * valley * (3 - 2 * valley) - (isWater(x, y) ? 1.5 : 0);
    }

    boolean isWater(double x, double y) {
        return fromRiver(x, y) < RIVER_HALF_WIDTH;
    }

    private double fromRiver(double x, double y) {
        double course = 90 + 45 * Math.sin(x / 85 + seed % 7) + 18 * Math.sin(x / 31);
        return Math.abs(y - course);
    }

    /** Height of a roof above the ground, 0 where there is none. */
    double roof(double x, double y) {
        long column = (long) Math.floor(x / PLOT);
        long row = (long) Math.floor(y / PLOT);
        boolean village = noise(x / 300 + 9, y / 300, 4) > 0.52;
        double chance = random(column, row, 5);
        double inX = x / PLOT - column;
        double inY = y / PLOT - row;
        boolean inside = inX > 0.2 && inX < 0.75 && inY > 0.25 && inY < 0.7;
        if (!village || chance > 0.55 || !inside || fromRiver(x, y) < 2 * RIVER_HALF_WIDTH + PLOT) {
            return 0;
        }
        double ridge = 3 * (1 - Math.abs(inY - 0.475) / 0.225);
        return 4 + 8 * chance + ridge;
    }

    /** Height of a tree's crown above the ground, 0 where there is none. */
    double crown(double x, double y) {
        long column = (long) Math.floor(x / STAND);
        long row = (long) Math.floor(y / STAND);
        boolean wood = noise(x / 140, y / 140 + 5, 6) > 0.5;
        if (random(column, row, 7) > (wood ? 0.85 : 0.06) || isWater(x, y)) {
            return 0;
        }
        double centreX = (column + 0.3 + 0.4 * random(column, row, 8)) * STAND;
        double centreY = (row + 0.3 + 0.4 * random(column, row, 9)) * STAND;
        double radius = 2 + 1.6 * random(column, row, 10);
        double away = Math.hypot(x - centreX, y - centreY) / radius;
        return away >= 1 ? 0 : (6 + 14 * random(column, row, 11)) * Math.sqrt(1 - away * away);
    }

    /** Smooth noise, 0 to 1. */
    private double noise(double x, double y, int layer) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double u = smooth(x - column);
        double v = smooth(y - row);
        double near = random(column, row, layer) * (1 - u) + random(column + 1, row, layer) * u;
        double far = random(column, row + 1, layer) * (1 - u) + random(column + 1, row + 1, layer) * u;
        return near * (1 - v) + far * v;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    /** The same number for the same place, 0 to 1. */
    private double random(long column, long row, int layer) {
        long h = seed * 0x9E3779B97F4A7C15L + column * 0xC2B2AE3D27D4EB4FL + row * 0x165667B19E3779F9L + layer;
        h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return ((h ^ h >>> 31) >>> 11) * 0x1.0p-53;
    }
}
