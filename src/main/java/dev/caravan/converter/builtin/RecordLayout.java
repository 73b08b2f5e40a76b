package dev.caravan.converter.builtin;

import dev.caravan.converter.BadInputException;
import dev.caravan.las.LasFile;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.AttributeType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records of the octree: position, then every attribute that any of the files has, in the order they are met. */
final class RecordLayout {
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<LasFile, List<Field>> fieldsOfFile = new IdentityHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    RecordLayout(List<LasFile> files) {
        attributes.put(Attribute.POSITION, Attribute.of(Attribute.POSITION, "", AttributeType.INT32, 3));
        for (LasFile file : files) {
            List<String> said = new ArrayList<>();
            List<Field> fields = LasFields.of(file, said);
            said.forEach(warning -> warnings.add(file.path() + ": " + warning));
            fieldsOfFile.put(file, fields);
            fields.forEach(field -> unite(file, field.attribute()));
        }
        files.forEach(this::warnOfMissing);
    }

    private void unite(LasFile file, Attribute attribute) {
        Attribute known = attributes.putIfAbsent(attribute.name(), attribute);
        if (known != null && (known.type() != attribute.type() || known.numElements() != attribute.numElements())) {
            throw new BadInputException(file.path() + ": attribute '" + attribute.name() + "' is "
                    + attribute.numElements() + " x " + attribute.type() + ", but " + known.numElements() + " x "
                    + known.type() + " in the files before it; they cannot become one octree");
        }
    }

    private void warnOfMissing(LasFile file) {
        Set<String> missing = new LinkedHashSet<>(attributes.keySet());
        missing.remove(Attribute.POSITION);
        fields(file).forEach(field -> missing.remove(field.attribute().name()));
        if (!missing.isEmpty()) {
            warnings.add(file.path() + ": has no " + String.join(", ", missing) + "; filled with zero");
        }
    }

    private List<Field> fields(LasFile file) {
        return fieldsOfFile.getOrDefault(file, List.of());
    }

    List<Attribute> attributes() {
        return List.copyOf(attributes.values());
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Bytes of a record. */
    int stride() {
        return attributes.values().stream().mapToInt(Attribute::size).sum();
    }

    /** Fills octree records from the records of one file; what the file does not have stays zero. */
    RecordEncoder encoder(LasFile file, Frame frame) {
        Map<String, Integer> places = new LinkedHashMap<>();
        int at = 0;
        for (Attribute attribute : attributes.values()) {
            places.put(attribute.name(), at);
            at += attribute.size();
        }
        List<Field> fields = fields(file);
        int[] targets = fields.stream()
                .mapToInt(field -> places.getOrDefault(field.attribute().name(), 0))
                .toArray();
        FieldCopy[] copies = fields.stream().map(Field::copy).toArray(FieldCopy[]::new);
        return new RecordEncoder(new Quantizer(file, frame), copies, targets);
    }
}
