package dev.caravan.proof;

import java.util.SplittableRandom;

/** How the points of a cloud lie, in the integers of a file: skewed in all ways that once broke somebody's octree. */
enum Shape {
    UNIFORM {
        @Override
        Places places(SplittableRandom random) {
            int reach = (int) Math.pow(10, random.nextInt(1, 10));
            return i -> new int[] {random.nextInt(reach), random.nextInt(reach), random.nextInt(reach)};
        }
    },
    /** On both sides of zero. */
    SIGNED {
        @Override
        Places places(SplittableRandom random) {
            int reach = (int) Math.pow(10, random.nextInt(1, 10));
            return i -> new int[] {signed(random, reach), signed(random, reach), signed(random, reach / 7 + 1)};
        }
    },
    CLUSTERS {
        @Override
        Places places(SplittableRandom random) {
            int[][] centres = some(random, random.nextInt(1, 6), 1_000_000_000);
            int spread = random.nextInt(1, 2000);
            return i -> {
                int[] centre = centres[i % centres.length];
                return new int[] {
                    centre[0] + signed(random, spread),
                    centre[1] + signed(random, spread),
                    centre[2] + signed(random, spread)
                };
            };
        }
    },
    DUPLICATES {
        @Override
        Places places(SplittableRandom random) {
            int[][] few = some(random, random.nextInt(1, 5), 100_000);
            return i -> few[random.nextInt(few.length)];
        }
    },
    PLANE {
        @Override
        Places places(SplittableRandom random) {
            int axis = random.nextInt(3);
            int level = signed(random, 1_000_000);
            return i -> {
                int[] place = {random.nextInt(50_000), random.nextInt(50_000), random.nextInt(50_000)};
                place[axis] = level;
                return place;
            };
        }
    },
    LINE {
        @Override
        Places places(SplittableRandom random) {
            int[] step = {random.nextInt(5), random.nextInt(5), random.nextInt(5)};
            return i -> new int[] {i * step[0], i * step[1], i * step[2]};
        }
    },
    /** On the boundaries of the octree's cells. */
    LATTICE {
        @Override
        Places places(SplittableRandom random) {
            int step = 1 << random.nextInt(12);
            return i -> new int[] {i % 16 * step, i / 16 % 16 * step, i / 256 % 16 * step};
        }
    },
    /** The ends of what 32 bits hold. */
    EXTREME {
        @Override
        Places places(SplittableRandom random) {
            int[] ends = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
            return i -> new int[] {
                ends[random.nextInt(ends.length)], ends[random.nextInt(ends.length)], ends[random.nextInt(ends.length)]
            };
        }
    },
    OUTLIER {
        @Override
        Places places(SplittableRandom random) {
            int far = signed(random, Integer.MAX_VALUE);
            return i -> i == 0
                    ? new int[] {far, -far, far}
                    : new int[] {random.nextInt(1000), random.nextInt(1000), random.nextInt(1000)};
        }
    };

    /** Place of the i-th point; to be asked in order. */
    interface Places {
        int[] of(int i);
    }

    abstract Places places(SplittableRandom random);

    private static int signed(SplittableRandom random, int reach) {
        return random.nextInt(-reach, reach);
    }

    private static int[][] some(SplittableRandom random, int count, int reach) {
        int[][] places = new int[count][];
        for (int i = 0; i < count; i++) {
            places[i] = new int[] {signed(random, reach), signed(random, reach), signed(random, reach)};
        }
        return places;
    }
}
