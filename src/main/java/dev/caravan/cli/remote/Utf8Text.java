package dev.caravan.cli.remote;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that comes in parts, which may end in the middle of a character. */
final class Utf8Text {
    private byte[] rest = new byte[0];

    /** The characters that are whole once this part is there. */
    String after(byte[] part) {
        byte[] bytes = Arrays.copyOf(rest, rest.length + part.length);
        System.arraycopy(part, 0, bytes, rest.length, part.length);
        int end = bytes.length - unfinished(bytes);
        rest = Arrays.copyOfRange(bytes, end, bytes.length);
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** How many bytes at the end wait for the others of their character. */
    private static int unfinished(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int lead = bytes[bytes.length - back] & 0xff;
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return length > back ? back : 0;
            }
            if (lead < 0x80) {
                return 0;
            }
        }
        return 0;
    }
}
