package dev.caravan.converter.builtin;

import dev.caravan.converter.BadInputException;
import dev.caravan.las.LasFile;
import dev.caravan.octree.RecordCut;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.AttributeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The records of the scratch files: position, then every attribute that any of the files has, in the order they are met, the
 * optional ones last.
 */
final class RecordLayout {
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Set<String> optional = new HashSet<>();
    private final Map<LasFile, List<Field>> fieldsOfFile = new IdentityHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    /** @param wanted names of the attributes to be kept, in their order; empty for all */
    RecordLayout(List<LasFile> files, List<String> wanted) {
        attributes.put(Attribute.POSITION, Attribute.of(Attribute.POSITION, "", AttributeType.INT32, 3));
        files.forEach(file -> fieldsOfFile.put(file, LasFields.of(file)));
        files.forEach(
                file -> fields(file).stream().filter(field -> !field.optional()).forEach(field -> unite(file, field)));
        files.forEach(file -> fields(file).stream().filter(Field::optional).forEach(field -> unite(file, field)));
        if (!wanted.isEmpty()) {
            select(wanted, files);
        }
        files.forEach(this::warnOfMissing);
    }

    private void unite(LasFile file, Field field) {
        Attribute attribute = field.attribute();
        Attribute known = attributes.putIfAbsent(attribute.name(), attribute);
        if (known == null && field.optional()) {
            optional.add(attribute.name());
        }
        if (known != null && (known.type() != attribute.type() || known.numElements() != attribute.numElements())) {
            throw new BadInputException(file.path() + ": attribute '" + attribute.name() + "' is "
                    + attribute.numElements() + " x " + attribute.type() + ", but " + known.numElements() + " x "
                    + known.type() + " in the files before it; they cannot become one octree");
        }
    }

    private void select(List<String> wanted, List<LasFile> files) {
        Map<String, Attribute> selected = new LinkedHashMap<>();
        Map<String, Attribute> present = new LinkedHashMap<>(attributes);
        selected.put(Attribute.POSITION, present.remove(Attribute.POSITION));
        for (String name : wanted) {
            Attribute attribute = attributes.get(name);
            if (attribute == null) {
                throw new BadInputException(files.get(0).path()
                        + (files.size() > 1 ? " and the other inputs: no attribute '" : ": no attribute '") + name
                        + "'; there are " + String.join(", ", present.keySet()));
            }
            selected.put(name, attribute);
        }
        attributes.clear();
        attributes.putAll(selected);
        optional.clear();
    }

    private void warnOfMissing(LasFile file) {
        Set<String> missing = new LinkedHashSet<>(attributes.keySet());
        missing.remove(Attribute.POSITION);
        missing.removeAll(optional);
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

    /** Which attributes become part of the octree: the optional ones only when they hold something. */
    boolean[] kept(AttributeRanges ranges) {
        List<Attribute> all = attributes();
        boolean[] kept = new boolean[all.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = !optional.contains(all.get(i).name()) || !ranges.isEmpty(i);
        }
        return kept;
    }

    RecordCut cut(boolean[] kept) {
        return RecordCut.of(
                attributes.values().stream().mapToInt(Attribute::size).toArray(), kept);
    }

    /** The octree's attributes, with what has been seen of them. */
    List<Attribute> attributes(boolean[] kept, AttributeRanges ranges, double[] min, double[] max) {
        return IntStream.range(0, kept.length)
                .filter(i -> kept[i])
                .mapToObj(i -> ranges.ranging(i, min, max))
                .toList();
    }

    /** Fills records from those of one file; what the file does not have is left as it is. */
    RecordEncoder encoder(LasFile file, Frame frame) {
        List<RecordEncoder.Move> moves = new ArrayList<>();
        int at = 0;
        for (Attribute attribute : attributes.values()) {
            int place = at;
            fields(file).stream()
                    .filter(field -> field.attribute().name().equals(attribute.name()))
                    .forEach(field -> moves.add(new RecordEncoder.Move(field.copy(), place, attribute.size())));
            at += attribute.size();
        }
        return new RecordEncoder(new Quantizer(file, frame), moves, at);
    }
}
