package dev.caravan.potree;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** metadata.json, written and read. What is missing in a file that is read is null or zero, as {@link MetadataShape} wants it. */
@SuppressWarnings("NullAway") // JSON may leave out anything, and the shape is looked at afterwards.
final class MetadataJson {

    private MetadataJson() {}

    static byte[] write(Metadata metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("version", metadata.version());
            json.writeStringField("name", metadata.name());
            json.writeStringField("description", metadata.description());
            json.writeNumberField("points", metadata.points());
            json.writeStringField("projection", metadata.projection());
            json.writeObjectFieldStart("hierarchy");
            json.writeNumberField("firstChunkSize", metadata.hierarchy().firstChunkSize());
            json.writeNumberField("stepSize", metadata.hierarchy().stepSize());
            json.writeNumberField("depth", metadata.hierarchy().depth());
            json.writeEndObject();
            write(json, "offset", metadata.offset());
            write(json, "scale", metadata.scale());
            json.writeNumberField("spacing", metadata.spacing());
            json.writeObjectFieldStart("boundingBox");
            write(json, "min", metadata.boundingBox().min());
            write(json, "max", metadata.boundingBox().max());
            json.writeEndObject();
            json.writeStringField("encoding", metadata.encoding());
            json.writeArrayFieldStart("attributes");
            for (Attribute attribute : metadata.attributes()) {
                write(json, attribute);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Attribute attribute) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", attribute.name());
        json.writeStringField("description", attribute.description());
        json.writeNumberField("size", attribute.size());
        json.writeNumberField("numElements", attribute.numElements());
        json.writeNumberField("elementSize", attribute.elementSize());
        json.writeStringField("type", attribute.type().json());
        long[] histogram = attribute.histogram();
        if (histogram != null) {
            json.writeFieldName("histogram");
            json.writeArray(histogram, 0, histogram.length);
        }
        write(json, "min", attribute.min());
        write(json, "max", attribute.max());
        write(json, "scale", attribute.scale());
        write(json, "offset", attribute.offset());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, double @Nullable [] numbers) throws IOException {
        if (numbers != null) {
            json.writeFieldName(name);
            json.writeArray(numbers, 0, numbers.length);
        }
    }

    static @Nullable Metadata read(byte[] bytes) throws IOException {
        JsonFields json = JsonFields.of("", JsonText.read(bytes));
        return json == null
                ? null
                : new Metadata(
                        json.text("version"),
                        json.text("name"),
                        json.text("description"),
                        json.integer("points"),
                        json.text("projection"),
                        hierarchy(json.fields("hierarchy")),
                        json.numbers("offset"),
                        json.numbers("scale"),
                        json.number("spacing"),
                        box(json.fields("boundingBox")),
                        json.text("encoding"),
                        attributes(json));
    }

    private static Metadata.@Nullable Hierarchy hierarchy(@Nullable JsonFields json) throws IOException {
        return json == null
                ? null
                : new Metadata.Hierarchy(
                        json.integer("firstChunkSize"), json.smallInteger("stepSize"), json.smallInteger("depth"));
    }

    private static Metadata.@Nullable Box box(@Nullable JsonFields json) throws IOException {
        return json == null ? null : new Metadata.Box(json.numbers("min"), json.numbers("max"));
    }

    private static @Nullable List<Attribute> attributes(JsonFields json) throws IOException {
        List<?> list = json.list("attributes");
        if (list == null) {
            return null;
        }
        List<Attribute> attributes = new ArrayList<>();
        for (Object element : list) {
            attributes.add(attribute(JsonFields.of(json.place("attributes[" + attributes.size() + "]"), element)));
        }
        return attributes;
    }

    private static @Nullable Attribute attribute(@Nullable JsonFields json) throws IOException {
        return json == null
                ? null
                : new Attribute(
                        json.text("name"),
                        json.text("description"),
                        json.smallInteger("size"),
                        json.smallInteger("numElements"),
                        json.smallInteger("elementSize"),
                        type(json),
                        json.integers("histogram"),
                        json.numbers("min"),
                        json.numbers("max"),
                        json.numbers("scale"),
                        json.numbers("offset"));
    }

    private static @Nullable AttributeType type(JsonFields json) throws IOException {
        String name = json.text("type");
        try {
            return name == null ? null : AttributeType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + json.place("type") + "' is '" + name + "', which is no number type", e);
        }
    }
}
