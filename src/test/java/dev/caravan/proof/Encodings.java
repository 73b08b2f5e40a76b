package dev.caravan.proof;

import dev.caravan.potree.Attribute;
import dev.caravan.potree.AttributeType;
import dev.caravan.potree.Encoding;
import java.util.List;
import java.util.stream.Stream;

/** The encodings that can be written. */
final class Encodings {

    private Encodings() {}

    static List<Encoding> writable() {
        return Stream.of(Encoding.values()).filter(Encodings::isWritable).toList();
    }

    private static boolean isWritable(Encoding encoding) {
        try {
            encoding.encoder(List.of(Attribute.of(Attribute.POSITION, "", AttributeType.INT32, 3)));
            return true;
        } catch (IllegalArgumentException e) {
            System.out.println("left out: " + e.getMessage());
            return false;
        }
    }
}
