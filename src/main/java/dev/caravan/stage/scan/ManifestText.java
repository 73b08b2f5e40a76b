package dev.caravan.stage.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a manifest as lines of UTF-8, which end with a line feed, with or without a carriage return before it. */
final class ManifestText {
    /** Ten thousand paths of the greatest length are shorter. */
    private static final int LONGEST = 64 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ManifestText() {}

    static List<String> lines(Path manifest) throws IOException, ManifestException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(manifest)) {
            bytes = in.readNBytes(LONGEST + 1);
        }
        if (bytes.length > LONGEST) {
            throw new ManifestException("it is longer than " + (LONGEST >> 20) + " MB, which no manifest is");
        }
        return lines(bytes);
    }

    static List<String> lines(byte[] bytes) throws ManifestException {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                lines.add(text(ByteBuffer.wrap(bytes, begin, i - begin), lines.size() + 1));
                begin = i + 1;
            }
        }
        return lines;
    }

    private static String text(ByteBuffer line, int number) throws ManifestException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(line).toString().strip();
            return number == 1 && text.startsWith(BYTE_ORDER_MARK)
                    ? text.substring(1).strip()
                    : text;
        } catch (CharacterCodingException e) {
            throw new ManifestException("line " + number + ": it is not UTF-8 text");
        }
    }
}
