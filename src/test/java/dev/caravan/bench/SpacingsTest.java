package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpacingsTest {
    private final Spacings spacings = new Spacings();

    @Test
    void aLineOfPoints() {
        // Gaps of 1, 2, 3 and 10: the nearest neighbours are at 1, 1, 2, 3 and 10.
        spacings.add(new double[][] {{0, 1, 3, 6, 16}, new double[5], new double[5]}, 2);

        assertThat(spacings.quantile(0)).isEqualTo(0.5);
        assertThat(spacings.quantile(0.4)).isEqualTo(0.5);
        assertThat(spacings.quantile(0.5)).isEqualTo(1);
        assertThat(spacings.quantile(0.75)).isEqualTo(1.5);
        assertThat(spacings.quantile(1)).isEqualTo(5);
    }

    @Test
    void onlyPairsNearerThanTheSpacingAreViolations() {
        spacings.add(new double[][] {{0, 1, 3, 5}, new double[4], new double[4]}, 2);

        assertThat(spacings.violations()).isEqualTo(1);
    }

    @Test
    void equalPointsViolateInPairs() {
        spacings.add(new double[3][4], 1);

        assertThat(spacings.quantile(1)).isZero();
        assertThat(spacings.violations()).isEqualTo(6);
    }

    @Test
    void nodesAreCountedAlsoWithoutNeighbours() {
        spacings.add(new double[3][0], 1);
        spacings.add(new double[3][1], 1);
        Spacings other = new Spacings();
        other.add(new double[3][5], 1);
        spacings.add(other);

        assertThat(spacings.nodes()).isEqualTo(3);
        assertThat(spacings.points()).isEqualTo(6);
        assertThat(spacings.meanPoints()).isEqualTo(2);
        assertThat(spacings.mostPoints()).isEqualTo(5);
        assertThat(spacings.violations()).isEqualTo(10);
    }

    @Test
    void nothingIsNoNumber() {
        assertThat(spacings.quantile(0.5)).isNaN();
    }

    /** Denser and thinner than one point a cell, so that both ways of looking are taken. */
    @Test
    void theGridFindsWhatComparingAllFinds() {
        SplittableRandom random = new SplittableRandom(1);
        for (double width : new double[] {0.001, 0.02, 0.1, 0.5, 3}) {
            double[][] cloud = cloud(random, 400);
            PointGrid grid = new PointGrid(cloud, width);
            for (int point = 0; point < 400; point++) {
                assertThat(grid.nearest(point)).isCloseTo(nearest(cloud, point), within(0.0));
                assertThat(grid.laterPointsNearerThan(width, point)).isEqualTo(laterNearerThan(width, cloud, point));
            }
        }
    }

    private static double[][] cloud(SplittableRandom random, int count) {
        double[][] cloud = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            cloud[axis] = random.doubles(count, -1, 1).toArray();
        }
        return cloud;
    }

    private static double nearest(double[][] cloud, int point) {
        double best = Double.POSITIVE_INFINITY;
        for (int other = 0; other < cloud[0].length; other++) {
            best = other == point ? best : Math.min(best, distance(cloud, point, other));
        }
        return best;
    }

    private static int laterNearerThan(double distance, double[][] cloud, int point) {
        int count = 0;
        for (int other = point + 1; other < cloud[0].length; other++) {
            count += distance(cloud, point, other) < distance ? 1 : 0;
        }
        return count;
    }

    private static double distance(double[][] cloud, int a, int b) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += (cloud[axis][a] - cloud[axis][b]) * (cloud[axis][a] - cloud[axis][b]);
        }
        return Math.sqrt(sum);
    }
}
