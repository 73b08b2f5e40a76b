package dev.caravan.proof;

import dev.caravan.las.ExtraBytes;
import dev.caravan.las.LasFile;
import dev.caravan.las.PointFormat;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a point record as the specification describes it (LAS 1.4 R15, tables 7 to 17), with the name that the octree
 * gives it. Written down here a second time, so that a slip in the converter is no slip here.
 *
 * @param elements numbers of the field
 * @param wide 64-bit integers: a double and what it lacks in the octree
 */
record SpecField(String name, int elements, boolean wide, Reader reader) {

    /** Integers as Long, or BigInteger where the field is wide; the others as Double. */
    interface Reader {
        Number read(ByteBuffer records, int at, int element);
    }

    List<Number> read(ByteBuffer records, int at) {
        List<Number> numbers = new ArrayList<>(elements);
        for (int i = 0; i < elements; i++) {
            numbers.add(reader.read(records, at, i));
        }
        return numbers;
    }

    /** All fields of a file but the coordinates and the waveform packets. */
    static List<SpecField> of(LasFile file) {
        List<SpecField> fields = new ArrayList<>();
        fields.add(field("intensity", (b, at, i) -> (long) (b.getShort(at + 12) & 0xFFFF)));
        fields.add(field("user data", (b, at, i) -> (long) (b.get(at + 17) & 0xFF)));
        PointFormat format = file.header().format();
        if (format.number() >= 6) {
            addExtended(fields);
        } else {
            addBasic(fields);
        }
        addOptional(fields, format.number());
        file.extraBytes().forEach(extra -> fields.add(extra(extra)));
        return fields;
    }

    private static void addBasic(List<SpecField> fields) {
        fields.add(bits("return number", 14, 0, 3));
        fields.add(bits("number of returns", 14, 3, 3));
        fields.add(bits("scan direction flag", 14, 6, 1));
        fields.add(bits("edge of flight line", 14, 7, 1));
        fields.add(bits("classification", 15, 0, 5));
        fields.add(bits("classification flags", 15, 5, 3));
        fields.add(field("scan angle rank", (b, at, i) -> (long) b.get(at + 16)));
        fields.add(field("point source id", (b, at, i) -> (long) (b.getShort(at + 18) & 0xFFFF)));
    }

    private static void addExtended(List<SpecField> fields) {
        fields.add(bits("return number", 14, 0, 4));
        fields.add(bits("number of returns", 14, 4, 4));
        fields.add(bits("classification flags", 15, 0, 4));
        fields.add(bits("scanner channel", 15, 4, 2));
        fields.add(bits("scan direction flag", 15, 6, 1));
        fields.add(bits("edge of flight line", 15, 7, 1));
        fields.add(bits("classification", 16, 0, 8));
        fields.add(field("scan angle", (b, at, i) -> (long) b.getShort(at + 18)));
        fields.add(field("point source id", (b, at, i) -> (long) (b.getShort(at + 20) & 0xFFFF)));
    }

    private static void addOptional(List<SpecField> fields, int format) {
        int time = format >= 6 ? 22 : format == 0 || format == 2 ? -1 : 20;
        if (time > 0) {
            fields.add(field("gps-time", (b, at, i) -> b.getDouble(at + time)));
        }
        int colour =
                switch (format) {
                    case 2 -> 20;
                    case 3, 5 -> 28;
                    case 7, 8, 10 -> 30;
                    default -> -1;
                };
        if (colour > 0) {
            fields.add(new SpecField("rgb", 3, false, (b, at, i) -> (long) (b.getShort(at + colour + 2 * i) & 0xFFFF)));
        }
        if (format == 8 || format == 10) {
            fields.add(field("nir", (b, at, i) -> (long) (b.getShort(at + 36) & 0xFFFF)));
        }
    }

    private static SpecField extra(ExtraBytes extra) {
        int size = extra.type().size();
        boolean wide = extra.type().name().endsWith("INT64");
        Reader reader = (b, at, i) -> number(extra, b, at + extra.at() + i * size);
        return new SpecField(extra.name(), extra.count(), wide, reader);
    }

    private static Number number(ExtraBytes extra, ByteBuffer b, int at) {
        return switch (extra.type()) {
            case UINT8 -> (long) (b.get(at) & 0xFF);
            case INT8 -> (long) b.get(at);
            case UINT16 -> (long) (b.getShort(at) & 0xFFFF);
            case INT16 -> (long) b.getShort(at);
            case UINT32 -> b.getInt(at) & 0xFFFFFFFFL;
            case INT32 -> (long) b.getInt(at);
            case UINT64 -> new BigInteger(Long.toUnsignedString(b.getLong(at)));
            case INT64 -> BigInteger.valueOf(b.getLong(at));
            case FLOAT -> (double) b.getFloat(at);
            case DOUBLE -> b.getDouble(at);
        };
    }

    private static SpecField field(String name, Reader reader) {
        return new SpecField(name, 1, false, reader);
    }

    private static SpecField bits(String name, int byteAt, int shift, int count) {
        return field(name, (b, at, i) -> (long) ((b.get(at + byteAt) & 0xFF) >> shift & (1 << count) - 1));
    }
}
