package dev.caravan.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Offset;

/** What can be said of an octree that was read back. */
public final class OctreeAssert extends AbstractAssert<OctreeAssert, DecodedOctree> {

    private OctreeAssert(DecodedOctree actual) {
        super(actual, OctreeAssert.class);
    }

    public static OctreeAssert assertThatOctree(DecodedOctree octree) {
        return new OctreeAssert(octree);
    }

    /** Metadata and nodes agree on the count. */
    public OctreeAssert hasPoints(long expected) {
        assertThat(actual.points()).hasSize((int) expected);
        assertThat(actual.metadata().get("points").asLong()).isEqualTo(expected);
        return this;
    }

    /** Depth and node types are true, and no leaf is empty. */
    public OctreeAssert isTrueToItself() {
        assertThat(actual.metadata().at("/hierarchy/depth").asInt()).isEqualTo(actual.depth());
        for (DecodedOctree.Node node : actual.nodes()) {
            assertThat(node.type()).as(node.name()).isEqualTo(node.mask() == 0 ? 1 : 0);
            assertThat(node.mask() != 0 || !node.points().isEmpty())
                    .as(node.name())
                    .isTrue();
        }
        return this;
    }

    /** In an inner node no two points are nearer than its spacing. */
    public OctreeAssert keepsItsSpacing() {
        for (DecodedOctree.Node node : actual.nodes()) {
            if (node.mask() != 0) {
                double nearest =
                        nearest(node.points().stream().map(actual::world).toList());
                assertThat(nearest).as(node.name()).isGreaterThanOrEqualTo(actual.spacing(node) * (1 - 1e-9));
            }
        }
        return this;
    }

    private static double nearest(List<double[]> points) {
        List<double[]> sorted =
                points.stream().sorted((a, b) -> Double.compare(a[0], b[0])).toList();
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size() && sorted.get(j)[0] - sorted.get(i)[0] < nearest; j++) {
                double dy = sorted.get(i)[1] - sorted.get(j)[1];
                double dz = sorted.get(i)[2] - sorted.get(j)[2];
                nearest = Math.min(nearest, Math.hypot(sorted.get(i)[0] - sorted.get(j)[0], Math.hypot(dy, dz)));
            }
        }
        return nearest;
    }

    /** Each point lies in the box of its node, but for one quantum. */
    public OctreeAssert keepsPointsInTheirBoxes() {
        for (DecodedOctree.Node node : actual.nodes()) {
            double[] low = new double[3];
            double edge = edge();
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = actual.metadata().at("/boundingBox/min").get(axis).asDouble();
            }
            for (char digit : node.name().substring(1).toCharArray()) {
                edge /= 2;
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] += (digit - '0' >> 2 - axis & 1) * edge;
                }
            }
            for (DecodedOctree.Point point : node.points()) {
                double[] world = actual.world(point);
                for (int axis = 0; axis < 3; axis++) {
                    double quantum = actual.metadata().get("scale").get(axis).asDouble();
                    assertThat(world[axis]).isCloseTo(low[axis] + edge / 2, Offset.offset(edge / 2 + quantum));
                }
            }
        }
        return this;
    }

    private double edge() {
        return actual.metadata().at("/boundingBox/max").get(0).asDouble()
                - actual.metadata().at("/boundingBox/min").get(0).asDouble();
    }
}
