package dev.caravan.potree;

/** The stored coordinates that points of a node may have. */
final class NodeBox {
    /** PotreeConverter cuts instead of rounding, so its points may lie one quantum below, and one above when compressed. */
    private static final double QUANTA = 1.5;

    private final HierarchyReader.Node node;
    private final Metadata metadata;
    private final double[] min = new double[3];
    private final double[] max = new double[3];
    private final double size;

    NodeBox(HierarchyReader.Node node, Metadata metadata) {
        this.node = node;
        this.metadata = metadata;
        double edge = metadata.boundingBox().max()[0] - metadata.boundingBox().min()[0];
        this.size = edge * Math.pow(0.5, node.level());
        for (int axis = 0; axis < 3; axis++) {
            double low = low(axis);
            double slack = QUANTA + 4 * Math.ulp(Math.abs(low) + Math.abs(edge)) / metadata.scale()[axis];
            min[axis] = stored(low, axis) - slack;
            max[axis] = stored(low + size, axis) + slack;
        }
    }

    private double low(int axis) {
        double cell = axis == 0 ? node.x() : axis == 1 ? node.y() : node.z();
        return metadata.boundingBox().min()[axis] + cell * size;
    }

    private double stored(double world, int axis) {
        return (world - metadata.offset()[axis]) / metadata.scale()[axis];
    }

    /**
     * @param point its number in the node
     * @throws InvalidOctreeException when it lies outside
     */
    void check(long point, int x, int y, int z) throws InvalidOctreeException {
        check(point, 0, x);
        check(point, 1, y);
        check(point, 2, z);
    }

    private void check(long point, int axis, int coordinate) throws InvalidOctreeException {
        if (!(coordinate >= min[axis] && coordinate <= max[axis])) {
            double world = coordinate * metadata.scale()[axis] + metadata.offset()[axis];
            throw new InvalidOctreeException("point " + point + " of the node at byte "
                    + node.record().offset() + " (level " + node.level() + ") has " + "xyz".charAt(axis) + " = " + world
                    + ", expected " + low(axis) + " to " + (low(axis) + size));
        }
    }
}
