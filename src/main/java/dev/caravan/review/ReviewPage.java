package dev.caravan.review;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a report.
 *
 * @param next where the next page begins; null when there is nothing more yet
 */
public record ReviewPage(
        List<Map<String, Object>> items, @Nullable Long next) {
    private static final JsonMapper JSON = new JsonMapper();

    static ReviewPage of(Path file, long from, int limit) throws IOException {
        List<Map<String, Object>> items = new ArrayList<>();
        if (!Files.exists(file)) {
            return new ReviewPage(items, null);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(from)));
            long next = from;
            byte[] line = line(in);
            while (line != null && items.size() < limit) {
                items.add(JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {}));
                next += line.length + 1L;
                line = line(in);
            }
            return new ReviewPage(items, line == null ? null : next);
        }
    }

    /** Null at the end, and for a line that is still being written. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            line.write(octet);
        }
        return line.toByteArray();
    }
}
