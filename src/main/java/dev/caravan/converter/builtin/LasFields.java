package dev.caravan.converter.builtin;

import dev.caravan.las.ExtraBytes;
import dev.caravan.las.LasFile;
import dev.caravan.las.NumberType;
import dev.caravan.las.PointFormat;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.AttributeType;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a file besides its position, in PotreeConverter's order and with its names; then what it does not carry over. */
final class LasFields {
    private final List<Field> fields = new ArrayList<>();

    private LasFields() {}

    static List<Field> of(LasFile file) {
        LasFields fields = new LasFields();
        PointFormat format = file.header().format();
        if (format.extended()) {
            fields.addExtended();
        } else {
            fields.addBasic();
        }
        fields.addTimeAndColour(format);
        file.extraBytes().forEach(fields::addExtra);
        fields.addFlags(format);
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

    private void addTimeAndColour(PointFormat format) {
        if (format.hasGpsTime()) {
            add("gps-time", AttributeType.DOUBLE, FieldCopy.bytes(format.gpsTimeAt(), 8));
        }
        if (format.hasRgb()) {
            Attribute rgb = Attribute.of("rgb", "", AttributeType.UINT16, 3);
            fields.add(new Field(rgb, FieldCopy.bytes(format.rgbAt(), 6), false));
        }
        if (format.hasNir()) {
            add("nir", AttributeType.UINT16, FieldCopy.bytes(format.nirAt(), 2));
        }
    }

    /** What PotreeConverter drops; mostly empty, and then left out here, too. */
    private void addFlags(PointFormat format) {
        if (format.extended()) {
            addFlag("scanner channel", FieldCopy.bits(15, 4, 3));
            addFlag("scan direction flag", FieldCopy.bits(15, 6, 1));
            addFlag("edge of flight line", FieldCopy.bits(15, 7, 1));
        } else {
            addFlag("classification flags", FieldCopy.bits(15, 5, 7));
            addFlag("scan direction flag", FieldCopy.bits(14, 6, 1));
            addFlag("edge of flight line", FieldCopy.bits(14, 7, 1));
        }
    }

    private void addFlag(String name, FieldCopy copy) {
        fields.add(new Field(Attribute.of(name, "", AttributeType.UINT8, 1), copy, true));
    }

    private void addExtra(ExtraBytes extra) {
        if (extra.type() == NumberType.UINT64 || extra.type() == NumberType.INT64) {
            addWide(extra);
            return;
        }
        AttributeType type = AttributeType.valueOf(extra.type().name());
        Attribute attribute = Attribute.of(unique(extra.name()), extra.description(), type, extra.count())
                .scaled(finite(extra.scale(), 1), finite(extra.offset(), 0));
        fields.add(new Field(attribute, FieldCopy.bytes(extra.at(), extra.size()), false));
    }

    /** Viewers have no decoder for 64-bit integers: a double, and what the double cannot hold. */
    private void addWide(ExtraBytes extra) {
        boolean signed = extra.type() == NumberType.INT64;
        String name = unique(extra.name());
        Attribute number = Attribute.of(name, extra.description(), AttributeType.DOUBLE, extra.count())
                .scaled(finite(extra.scale(), 1), finite(extra.offset(), 0));
        fields.add(new Field(number, FieldCopy.longAsDouble(extra.at(), extra.count(), signed), false));
        Attribute remainder =
                Attribute.of(unique(name + " remainder"), "to be added to " + name, AttributeType.INT16, extra.count());
        fields.add(new Field(remainder, FieldCopy.longRemainder(extra.at(), extra.count(), signed), true));
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
        fields.add(new Field(Attribute.of(name, "", type, 1), copy, false));
    }
}
