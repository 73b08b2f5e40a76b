package dev.caravan.converter.builtin;

import dev.caravan.potree.Attribute;
import dev.caravan.potree.AttributeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Smallest and largest stored value of every attribute, and how often each class occurs. */
final class AttributeRanges {
    private static final String CLASSIFICATION = "classification";

    private final List<Attribute> attributes;
    private final Column[] columns;
    private final long[] classes = new long[256];
    private int classAt = -1;

    /** One number of the record. */
    private static final class Column {
        final AttributeType type;
        final int at;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;

        Column(AttributeType type, int at) {
            this.type = type;
            this.at = at;
        }

        void add(byte[] record) {
            double value = type.read(record, at);
            // Comparisons with NaN are false; infinite values would not be JSON.
            if (value < min && value >= -Double.MAX_VALUE) {
                min = value;
            }
            if (value > max && value <= Double.MAX_VALUE) {
                max = value;
            }
        }
    }

    AttributeRanges(List<Attribute> attributes) {
        this.attributes = attributes;
        List<Column> all = new ArrayList<>();
        int at = 0;
        for (Attribute attribute : attributes) {
            classAt = attribute.name().equals(CLASSIFICATION) ? at : classAt;
            for (int i = 0; i < attribute.numElements(); i++) {
                all.add(new Column(attribute.type(), at + i * attribute.elementSize()));
            }
            at += attribute.size();
        }
        columns = all.toArray(new Column[0]);
    }

    void add(byte[] record) {
        for (Column column : columns) {
            column.add(record);
        }
        if (classAt >= 0) {
            classes[record[classAt] & 0xFF]++;
        }
    }

    /** The attributes with what has been seen; `position` in world coordinates. */
    List<Attribute> attributes(Frame frame) {
        List<Attribute> ranging = new ArrayList<>();
        int column = 0;
        for (Attribute attribute : attributes) {
            Column[] own = Arrays.copyOfRange(columns, column, column + attribute.numElements());
            column += attribute.numElements();
            ranging.add(ranging(attribute, own, frame));
        }
        return ranging;
    }

    private Attribute ranging(Attribute attribute, Column[] own, Frame frame) {
        if (attribute.name().equals(Attribute.POSITION)) {
            return attribute.ranging(frame.min(), frame.max(), null);
        }
        double[] min = Arrays.stream(own)
                .mapToDouble(column -> column.min <= column.max ? column.min : 0)
                .toArray();
        double[] max = Arrays.stream(own)
                .mapToDouble(column -> column.min <= column.max ? column.max : 0)
                .toArray();
        long @Nullable [] histogram = attribute.name().equals(CLASSIFICATION) ? classes.clone() : null;
        return attribute.ranging(min, max, histogram);
    }
}
