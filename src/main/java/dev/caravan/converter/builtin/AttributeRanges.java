package dev.caravan.converter.builtin;

import dev.caravan.potree.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Smallest and largest stored value of every attribute but the position, and how often each class occurs. One thread's. */
final class AttributeRanges {
    private static final String CLASSIFICATION = "classification";

    private final List<Attribute> attributes;
    private final List<Column[]> columns = new ArrayList<>();
    private final int stride;
    private final long[] classes = new long[256];
    private int classAt = -1;

    AttributeRanges(List<Attribute> attributes) {
        this.attributes = attributes;
        int at = 0;
        for (Attribute attribute : attributes) {
            classAt = attribute.name().equals(CLASSIFICATION) ? at : classAt;
            columns.add(columns(attribute, at));
            at += attribute.size();
        }
        stride = at;
    }

    private static Column[] columns(Attribute attribute, int at) {
        boolean position = attribute.name().equals(Attribute.POSITION);
        Column[] columns = new Column[position ? 0 : attribute.numElements()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Column.of(attribute.type(), at + i * attribute.elementSize());
        }
        return columns;
    }

    void add(byte[] records, int count) {
        for (Column[] own : columns) {
            for (Column column : own) {
                column.add(records, stride, count);
            }
        }
        if (classAt >= 0) {
            countClasses(records, count);
        }
    }

    private void countClasses(byte[] records, int count) {
        for (int i = 0, at = classAt; i < count; i++, at += stride) {
            classes[records[at] & 0xFF]++;
        }
    }

    /** Takes in what another thread has seen. */
    void add(AttributeRanges other) {
        for (int i = 0; i < columns.size(); i++) {
            for (int element = 0; element < columns.get(i).length; element++) {
                columns.get(i)[element].include(other.columns.get(i)[element]);
            }
        }
        Arrays.setAll(classes, i -> classes[i] + other.classes[i]);
    }

    /** Whether no point has a value other than zero in an attribute. */
    boolean isEmpty(int attribute) {
        Column[] own = columns.get(attribute);
        return own.length > 0 && Arrays.stream(own).allMatch(column -> column.min() == 0 && column.max() == 0);
    }

    /** The attribute with what has been seen; {@code position} lies between two corners. */
    Attribute ranging(int number, double[] min, double[] max) {
        Attribute attribute = attributes.get(number);
        if (attribute.name().equals(Attribute.POSITION)) {
            return attribute.ranging(min, max, null);
        }
        Column[] own = columns.get(number);
        long @Nullable [] histogram = attribute.name().equals(CLASSIFICATION) ? classes.clone() : null;
        return attribute.ranging(
                Arrays.stream(own).mapToDouble(Column::min).toArray(),
                Arrays.stream(own).mapToDouble(Column::max).toArray(),
                histogram);
    }
}
