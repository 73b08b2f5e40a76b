package dev.caravan.converter.builtin;

import dev.caravan.las.ExtraBytes;
import dev.caravan.las.LasFile;
import dev.caravan.las.NumberType;
import dev.caravan.las.PointFormat;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.AttributeType;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a file besides its position, in PotreeConverter's order and with its names. */
final class LasFields {
    private final List<Field> fields = new ArrayList<>();
    private final List<String> warnings;

    private LasFields(List<String> warnings) {
        this.warnings = warnings;
    }

    /** @param warnings what is not carried over as it is, is added here */
    static List<Field> of(LasFile file, List<String> warnings) {
        LasFields fields = new LasFields(warnings);
        PointFormat format = file.header().format();
        if (format.extended()) {
            fields.addExtended();
        } else {
            fields.addBasic();
        }
        fields.addOptional(format);
        file.extraBytes().forEach(fields::addExtra);
        return fields.fields;
    }

    private void addBasic() {
        add("intensity", AttributeType.UINT16, FieldCopy.bytes(12, 2));
        add("return number", AttributeType.UINT8, FieldCopy.bits(14, 0, 7));
        add("number of returns", AttributeType.UINT8, FieldCopy.bits(14, 3, 7));
        add("classification", AttributeType.UINT8, FieldCopy.bits(15, 0, 0x1F));
        add("scan angle rank", AttributeType.INT8, FieldCopy.bytes(16, 1));
        add("user data", AttributeType.UINT8, FieldCopy.bytes(17, 1));
        add("point source id", AttributeType.UINT16, FieldCopy.bytes(18, 2));
    }

    private void addExtended() {
        add("intensity", AttributeType.UINT16, FieldCopy.bytes(12, 2));
        add("return number", AttributeType.UINT8, FieldCopy.bits(14, 0, 15));
        add("number of returns", AttributeType.UINT8, FieldCopy.bits(14, 4, 15));
        add("classification flags", AttributeType.UINT8, FieldCopy.bits(15, 0, 15));
        add("classification", AttributeType.UINT8, FieldCopy.bytes(16, 1));
        add("user data", AttributeType.UINT8, FieldCopy.bytes(17, 1));
        add("scan angle", AttributeType.INT16, FieldCopy.bytes(18, 2));
        add("point source id", AttributeType.UINT16, FieldCopy.bytes(20, 2));
    }

    private void addOptional(PointFormat format) {
        if (format.hasGpsTime()) {
            add("gps-time", AttributeType.DOUBLE, FieldCopy.bytes(format.gpsTimeAt(), 8));
        }
        if (format.hasRgb()) {
            Attribute rgb = Attribute.of("rgb", "", AttributeType.UINT16, 3);
            fields.add(new Field(rgb, FieldCopy.bytes(format.rgbAt(), 6)));
        }
        if (format.hasNir()) {
            add("nir", AttributeType.UINT16, FieldCopy.bytes(format.nirAt(), 2));
        }
    }

    private void addExtra(ExtraBytes extra) {
        boolean wide = extra.type() == NumberType.UINT64 || extra.type() == NumberType.INT64;
        AttributeType type =
                wide ? AttributeType.DOUBLE : AttributeType.valueOf(extra.type().name());
        FieldCopy copy = wide
                ? FieldCopy.longAsDouble(extra.at(), extra.count(), extra.type() == NumberType.INT64)
                : FieldCopy.bytes(extra.at(), extra.size());
        if (wide) {
            warnings.add("extra bytes '" + extra.name() + "' are 64-bit integers, which no viewer decodes; they become"
                    + " doubles");
        }
        Attribute attribute = Attribute.of(unique(extra.name()), extra.description(), type, extra.count());
        fields.add(new Field(attribute.scaled(finite(extra.scale(), 1), finite(extra.offset(), 0)), copy));
    }

    private static double[] finite(double[] numbers, double otherwise) {
        double[] finite = numbers.clone();
        for (int i = 0; i < finite.length; i++) {
            finite[i] = Double.isFinite(finite[i]) ? finite[i] : otherwise;
        }
        return finite;
    }

    /** Extra bytes may have the name of a standard attribute. */
    private String unique(String name) {
        boolean taken = name.equals(Attribute.POSITION)
                || fields.stream().anyMatch(field -> field.attribute().name().equals(name));
        return taken ? unique(name + " (extra)") : name;
    }

    private void add(String name, AttributeType type, FieldCopy copy) {
        fields.add(new Field(Attribute.of(name, "", type, 1), copy));
    }
}
