package dev.caravan.proof;

import dev.caravan.support.DecodedOctree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the points of an octree with those of its sources, as multisets: each point once, all attributes exact, coordinates at the
 * nearest quantum. An attribute that the octree does not have is taken as zero.
 */
final class PointComparison {
    private static final int MOST_FAULTS = 5;
    private static final String REMAINDER = " remainder";
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(1 << 16);

    private final DecodedOctree octree;
    private final Set<String> mayBeLost;
    private final Map<String, SpecField> columns = new LinkedHashMap<>();
    private final Map<List<Object>, Group> groups = new HashMap<>();
    private final Set<String> faults = new LinkedHashSet<>();

    /** Points that agree in all attributes. */
    private static final class Group {
        final List<long[][]> expected = new ArrayList<>();
        final List<int[]> found = new ArrayList<>();
    }

    private PointComparison(DecodedOctree octree, Set<String> mayBeLost) {
        this.octree = octree;
        this.mayBeLost = mayBeLost;
    }

    /** @return what differs, in words; empty when nothing does */
    static List<String> faults(DecodedOctree octree, List<SourceCloud> sources) {
        return faults(octree, sources, Set.of());
    }

    /** @param mayBeLost attributes that the octree may lack though they are not all zero; `remainder` for those of 64-bit integers */
    static List<String> faults(DecodedOctree octree, List<SourceCloud> sources, Set<String> mayBeLost) {
        PointComparison comparison = new PointComparison(octree, mayBeLost);
        comparison.compare(sources);
        return List.copyOf(comparison.faults);
    }

    private void compare(List<SourceCloud> sources) {
        Map<String, SpecField> known = new LinkedHashMap<>();
        sources.forEach(source -> SpecField.of(source.file()).forEach(field -> known.putIfAbsent(field.name(), field)));
        Set<String> present = new LinkedHashSet<>();
        octree.metadata()
                .get("attributes")
                .forEach(attribute -> present.add(attribute.get("name").asText()));
        for (String name : present) {
            SpecField field = known.get(name);
            if (field != null && !mayBeLost.contains(name)) {
                columns.put(name, field);
            } else if (field == null && !name.equals("position") && !isRemainder(name, known)) {
                fault("attribute '" + name + "' is in no source");
            }
        }
        sources.forEach(this::expect);
        octree.points().forEach(point -> groups.computeIfAbsent(key(point), none -> new Group())
                .found
                .add(point.xyz()));
        groups.forEach(this::judge);
    }

    private static boolean isRemainder(String name, Map<String, SpecField> known) {
        SpecField field =
                name.endsWith(REMAINDER) ? known.get(name.substring(0, name.length() - REMAINDER.length())) : null;
        return field != null && field.wide();
    }

    private void expect(SourceCloud source) {
        ExpectedPosition position = new ExpectedPosition(source.file().header(), vector("scale"), vector("offset"));
        Map<String, SpecField> own = new HashMap<>();
        SpecField.of(source.file()).forEach(field -> own.putIfAbsent(field.name(), field));
        List<SpecField> lost = own.values().stream()
                .filter(field -> !columns.containsKey(field.name()) && !mayBeLost.contains(field.name()))
                .toList();
        ByteBuffer records = source.records();
        for (int at = 0; at < source.bytes().length; at += source.stride()) {
            long[][] box = new long[3][];
            for (int axis = 0; axis < 3; axis++) {
                box[axis] = position.range(records.getInt(at + 4 * axis), axis);
            }
            groups.computeIfAbsent(key(own, records, at), none -> new Group())
                    .expected
                    .add(box);
            requireZero(lost, records, at);
        }
    }

    private double[] vector(String name) {
        double[] vector = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            vector[axis] = octree.metadata().get(name).get(axis).asDouble();
        }
        return vector;
    }

    private List<Object> key(Map<String, SpecField> own, ByteBuffer records, int at) {
        List<Object> key = new ArrayList<>(columns.size());
        for (SpecField column : columns.values()) {
            SpecField field = own.get(column.name());
            key.add(wide(column, field == null ? zeros(column) : field.read(records, at)));
        }
        return key;
    }

    /** The type of zero follows from what the column's first file would read of zero bytes. */
    private static List<Number> zeros(SpecField column) {
        return column.read(ZEROS, 0);
    }

    private void requireZero(List<SpecField> lost, ByteBuffer records, int at) {
        for (SpecField field : lost) {
            for (Number number : field.read(records, at)) {
                if (number.doubleValue() != 0) {
                    fault("attribute '" + field.name() + "' is lost though it is not zero");
                }
            }
        }
    }

    private List<Object> key(DecodedOctree.Point point) {
        List<Object> key = new ArrayList<>(columns.size());
        for (SpecField column : columns.values()) {
            List<Number> numbers = point.values().get(column.name());
            List<Number> remainder = point.values().get(column.name() + REMAINDER);
            List<Number> exact = new ArrayList<>(numbers.size());
            for (int i = 0; i < numbers.size(); i++) {
                Number part = column.wide() && remainder != null ? remainder.get(i) : 0;
                exact.add(exact(numbers.get(i), part, column));
            }
            key.add(wide(column, exact));
        }
        return key;
    }

    /** What a double holds of a 64-bit integer, where the rest may be lost. */
    private List<Number> wide(SpecField column, List<Number> numbers) {
        if (!column.wide() || !mayBeLost.contains("remainder")) {
            return numbers;
        }
        return numbers.stream().map(number -> (Number) number.doubleValue()).toList();
    }

    private Number exact(Number number, Number remainder, SpecField column) {
        if (column.wide()) {
            BigInteger whole = new BigDecimal(number.doubleValue()).toBigInteger();
            BigInteger sum = whole.add(BigInteger.valueOf(remainder.longValue()));
            return sum;
        }
        if (number instanceof Double || number instanceof Float) {
            return number.doubleValue();
        }
        return number.longValue();
    }

    private void judge(List<Object> key, Group group) {
        if (group.expected.size() != group.found.size()) {
            fault(group.expected.size() + " points expected, " + group.found.size() + " found, with " + columns.keySet()
                    + " = " + key);
        } else if (!PositionMatch.possible(group.expected, group.found)) {
            fault(group.found.size() + " points lie elsewhere: found " + describe(group.found) + ", expected "
                    + describeBoxes(group.expected) + ", with " + columns.keySet() + " = " + key);
        }
    }

    private static String describe(List<int[]> found) {
        return found.stream().limit(3).map(Arrays::toString).toList().toString();
    }

    private static String describeBoxes(List<long[][]> expected) {
        return expected.stream().limit(3).map(Arrays::deepToString).toList().toString();
    }

    private void fault(String words) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(words);
        }
    }
}
