package dev.caravan.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.las.ExtraBytes;
import dev.caravan.support.DecodedOctree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What metadata.json says of the points is compared with the points. */
final class MetadataProof {
    private static final double MOST_QUANTA = 1 << 30;

    private final DecodedOctree octree;
    private final List<SourceCloud> sources;
    private final List<String> faults = new ArrayList<>();

    private MetadataProof(DecodedOctree octree, List<SourceCloud> sources) {
        this.octree = octree;
        this.sources = sources;
    }

    static List<String> faults(DecodedOctree octree, List<SourceCloud> sources) {
        MetadataProof proof = new MetadataProof(octree, sources);
        proof.scale();
        proof.box();
        octree.metadata().get("attributes").forEach(proof::attribute);
        return proof.faults;
    }

    /** The finest of the sources, but for extents that integers cannot hold. */
    private void scale() {
        for (int axis = 0; axis < 3; axis++) {
            int at = axis;
            double finest = sources.stream()
                    .mapToDouble(source -> source.file().header().scale().get(at))
                    .min()
                    .orElseThrow();
            double scale = octree.metadata().get("scale").get(axis).asDouble();
            double[] ends = ends(axis);
            boolean coarser = scale > finest && (ends[1] - ends[0]) / finest > MOST_QUANTA / 2;
            require(scale == finest || coarser, "scale is " + scale + ", the sources' finest is " + finest);
        }
    }

    private double[] ends(int axis) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (DecodedOctree.Point point : octree.points()) {
            double world = octree.world(point)[axis];
            ends[0] = Math.min(ends[0], world);
            ends[1] = Math.max(ends[1], world);
        }
        return ends;
    }

    private void box() {
        JsonNode min = octree.metadata().at("/boundingBox/min");
        JsonNode max = octree.metadata().at("/boundingBox/max");
        JsonNode position = octree.metadata().at("/attributes/0");
        double edge = max.get(0).asDouble() - min.get(0).asDouble();
        for (int axis = 0; axis < 3; axis++) {
            double[] ends = ends(axis);
            double quantum = octree.metadata().get("scale").get(axis).asDouble();
            double slack = 1.001 * quantum + 4 * Math.ulp(Math.max(Math.abs(ends[0]), Math.abs(ends[1])));
            double own = max.get(axis).asDouble() - min.get(axis).asDouble();
            double rounding = 4
                    * Math.max(
                            Math.ulp(max.get(axis).asDouble()),
                            Math.ulp(max.get(0).asDouble()));
            require(Math.abs(own - edge) <= slack + rounding, "the box is no cube: " + own + " and " + edge);
            require(ends[0] >= min.get(axis).asDouble() - slack, "points lie below the box");
            require(ends[1] <= max.get(axis).asDouble() + slack, "points lie above the box");
            require(near(position.get("min").get(axis), ends[0], slack), "position's min is not " + ends[0]);
            require(near(position.get("max").get(axis), ends[1], slack), "position's max is not " + ends[1]);
        }
    }

    private static boolean near(JsonNode number, double expected, double slack) {
        return Math.abs(number.asDouble() - expected) <= slack;
    }

    private void attribute(JsonNode attribute) {
        String name = attribute.get("name").asText();
        if (name.equals("position")) {
            return;
        }
        for (int i = 0; i < attribute.get("numElements").asInt(); i++) {
            range(attribute, name, i);
        }
        scaling(attribute, name);
        if (attribute.has("histogram")) {
            histogram(attribute, name);
        }
    }

    /** Of finite values; zeros where there are none. */
    private void range(JsonNode attribute, String name, int element) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (DecodedOctree.Point point : octree.points()) {
            double value = point.values().get(name).get(element).doubleValue();
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        if (min <= max) {
            require(attribute.get("min").get(element).asDouble() == min, name + "'s min is not " + min);
            require(attribute.get("max").get(element).asDouble() == max, name + "'s max is not " + max);
        }
    }

    /** A scaled attribute keeps its scale and offset when the files agree. */
    private void scaling(JsonNode attribute, String name) {
        Set<List<Double>> own = new HashSet<>();
        for (SourceCloud source : sources) {
            for (ExtraBytes extra : source.file().extraBytes()) {
                if (extra.name().equals(name)) {
                    own.add(List.of(extra.scale()[0], extra.offset()[0]));
                }
            }
        }
        if (own.size() == 1) {
            List<Double> wanted = own.iterator().next();
            List<Double> found = List.of(
                    attribute.get("scale").get(0).asDouble(),
                    attribute.get("offset").get(0).asDouble());
            boolean finite = wanted.stream().allMatch(Double::isFinite);
            require(!finite || found.equals(wanted), name + " has scale and offset " + found + ", not " + wanted);
        }
    }

    private void histogram(JsonNode attribute, String name) {
        long[] counts = new long[256];
        octree.points().forEach(point -> counts[point.values().get(name).get(0).intValue() & 0xFF]++);
        for (int i = 0; i < counts.length; i++) {
            require(attribute.get("histogram").get(i).asLong() == counts[i], name + "'s histogram is wrong at " + i);
        }
    }

    private void require(boolean right, String words) {
        if (!right && faults.size() < 5) {
            faults.add(words);
        }
    }
}
