package dev.caravan.las.raw;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names in fields of fixed length: ended by a zero byte or by the field; UTF-8, or Latin-1 where it is not. */
final class Text {

    private Text() {}

    static String read(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        byte[] name = Arrays.copyOfRange(bytes, at, end);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(name, StandardCharsets.ISO_8859_1);
        }
    }

    /** Cuts what does not fit. */
    static void write(String text, byte[] bytes, int at, int length) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, at, Math.min(length, encoded.length));
    }
}
