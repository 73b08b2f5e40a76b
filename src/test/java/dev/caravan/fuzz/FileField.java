package dev.caravan.fuzz;

import dev.caravan.binary.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A number in a LAS or LAZ file that says something about the rest of it: header, (extended) variable length records and what is known of
 * their data, pointer to the chunk table, chunk table, layer sizes.
 *
 * @param at byte offset
 * @param size bytes
 * @param real a double, not an integer
 */
record FileField(int at, int size, boolean real) {
    private static final int VLR = 54;
    private static final int EVLR = 60;
    private static final int LAYERS = 16;

    /** Fields of a file that is still whole. */
    static List<FileField> of(byte[] file) {
        List<FileField> fields = new ArrayList<>();
        addHeader(fields, file);
        boolean compressed = addVlrs(fields, file);
        if (file[25] >= 4) {
            addEvlrs(fields, file);
        }
        if (compressed) {
            addChunks(fields, file);
        }
        fields.removeIf(field -> field.at < 0 || field.at + field.size > file.length);
        return List.copyOf(fields);
    }

    private static void addHeader(List<FileField> fields, byte[] file) {
        add(fields, 4, 2, 2);
        add(fields, 24, 1, 1);
        add(fields, 94, 2, 4, 4, 1, 2, 4, 4, 4, 4, 4, 4);
        for (int at = 131; at < 227; at += 8) {
            fields.add(new FileField(at, 8, true));
        }
        if (file[25] >= 3) {
            add(fields, 227, 8);
        }
        if (file[25] >= 4) {
            add(fields, 235, 8, 4, 8, 8, 8);
        }
    }

    private static void add(List<FileField> fields, int start, int... sizes) {
        int at = start;
        for (int size : sizes) {
            fields.add(new FileField(at, size, false));
            at += size;
        }
    }

    /** @return whether there is one that says how points are compressed */
    private static boolean addVlrs(List<FileField> fields, byte[] file) {
        boolean compressed = false;
        int at = LittleEndian.unsignedShort(file, 94);
        long count = LittleEndian.unsignedInt(file, 100);
        for (int i = 0; i < count && at + VLR <= file.length; i++) {
            int length = LittleEndian.unsignedShort(file, at + 20);
            add(fields, at, 2, 1);
            add(fields, at + 18, 2, 2);
            compressed |= addData(fields, file, at, at + VLR, length);
            at += VLR + length;
        }
        return compressed;
    }

    private static void addEvlrs(List<FileField> fields, byte[] file) {
        long at = LittleEndian.signedLong(file, 235);
        long count = LittleEndian.unsignedInt(file, 243);
        for (int i = 0; i < count && at > 0 && at + EVLR <= file.length; i++) {
            add(fields, (int) at + 18, 2, 8);
            long length = LittleEndian.signedLong(file, (int) at + 20);
            addData(fields, file, (int) at, (int) at + EVLR, (int) length);
            at += EVLR + length;
        }
    }

    private static boolean addData(List<FileField> fields, byte[] file, int record, int data, int length) {
        int id = LittleEndian.unsignedShort(file, record + 18);
        String user = new String(file, record + 2, 16, StandardCharsets.ISO_8859_1).trim();
        if (user.equals("laszip encoded")) {
            add(fields, data, 2, 2, 1, 1, 2, 4, 4, 8, 8, 2);
            addShorts(fields, data + 34, data + length);
        } else if (user.equals("LASF_Projection") && id == 34735) {
            addShorts(fields, data, data + Math.min(length, 40));
        } else if (user.equals("LASF_Spec") && id == 4) {
            addExtraBytes(fields, data, length);
        }
        return user.equals("laszip encoded");
    }

    private static void addShorts(List<FileField> fields, int from, int to) {
        for (int at = from; at + 2 <= to; at += 2) {
            add(fields, at, 2);
        }
    }

    private static void addExtraBytes(List<FileField> fields, int data, int length) {
        for (int at = data; at + 192 <= data + length; at += 192) {
            add(fields, at + 2, 1, 1, 1, 1);
            for (int real = at + 112; real < at + 160; real += 8) {
                fields.add(new FileField(real, 8, true));
            }
        }
    }

    /** Also the layers' sizes of the first chunk, which follow its first point; in chunks without layers these bytes are compressed. */
    private static void addChunks(List<FileField> fields, byte[] file) {
        int points = (int) LittleEndian.unsignedInt(file, 96);
        add(fields, points, 8);
        if (points + 8 <= file.length) {
            int table = (int) LittleEndian.signedLong(file, points);
            add(fields, table, 4, 4, 4, 4, 4);
        }
        int layers = points + 8 + LittleEndian.unsignedShort(file, 105);
        for (int i = 0; i < LAYERS; i++) {
            add(fields, layers + 4 * i, 4);
        }
    }
}
