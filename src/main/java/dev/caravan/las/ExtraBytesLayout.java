package dev.caravan.las;

import dev.caravan.las.raw.RawExtraBytes;
import dev.caravan.las.raw.RawVlr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds where the described attributes lie in a record's extra bytes; says what is described and not there, or the reverse. */
final class ExtraBytesLayout {
    private static final int LAST_TYPE = 30;

    private final List<ExtraBytes> attributes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> warnings;
    private final int end;
    private int at;

    /** @param warnings what a person should know is added here */
    ExtraBytesLayout(PointFormat format, int recordLength, List<String> warnings) {
        this.at = format.size();
        this.end = recordLength;
        this.warnings = warnings;
    }

    List<ExtraBytes> read(List<RawVlr> records) {
        for (RawVlr record : records) {
            if (record.is("LASF_Spec", RawExtraBytes.RECORD_ID)) {
                readAll(record.data());
            }
        }
        if (at < end) {
            warnings.add((end - at) + " extra bytes of each point are not described and not carried over");
        }
        return List.copyOf(attributes);
    }

    private void readAll(byte[] data) {
        for (int i = 0; i + RawExtraBytes.SIZE <= data.length; i += RawExtraBytes.SIZE) {
            RawExtraBytes raw = RawExtraBytes.fromBytes(data, i);
            if (raw.dataType() > LAST_TYPE) {
                warnings.add("extra bytes '" + raw.name() + "' have the unknown type " + raw.dataType()
                        + "; they and those after them are not carried over");
                at = end;
                return;
            }
            if (ExtraBytes.size(raw) > end - at) {
                warnings.add("extra bytes '" + raw.name() + "' are described, but do not fit into the record");
                return;
            }
            add(raw);
        }
    }

    private void add(RawExtraBytes raw) {
        if (raw.dataType() == 0) {
            warnings.add("extra bytes '" + raw.name() + "' have no type and are not carried over");
        } else {
            attributes.add(ExtraBytes.of(raw, unique(raw.name()), at));
        }
        at += ExtraBytes.size(raw);
    }

    private String unique(String name) {
        String base = name.isBlank() ? "extra" : name;
        String free = base;
        for (int i = 2; !names.add(free); i++) {
            free = base + " " + i;
        }
        return free;
    }
}
