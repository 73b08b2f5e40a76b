package dev.caravan.viewer;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What viewers open comes as it was published: its bytes, their number and their type, and no coding of them. */
final class MetadataCheck implements Check {
    private static final String NAME = "metadata";
    private static final int LARGEST = 16 << 20;

    @Override
    public boolean look(Scene scene) throws IOException {
        String entrance = scene.subject().entrance();
        long size = scene.original().size(entrance);
        byte[] wanted =
                size == 0 || size > LARGEST ? new byte[0] : scene.original().bytes(entrance, 0, size - 1);
        // Browsers say so in each request that is no range; whatever compresses on the way shows now.
        Seen seen = scene.ask("GET", entrance, LARGEST, "Accept-Encoding", "gzip, deflate, br");
        Finding fault = fault(seen, wanted);
        scene.add(fault == null ? Finding.good(NAME, size + " bytes of JSON") : fault);
        return true;
    }

    private static @Nullable Finding fault(Seen seen, byte[] wanted) {
        if (seen.status() != 200) {
            return bad("GET has " + seen.outcome(), "status 200");
        }
        String coding = seen.header("Content-Encoding");
        if (!coding.isEmpty() && !coding.equals("identity")) {
            return bad("Content-Encoding: " + coding, "none: what the server has is what a range counts");
        }
        if (!seen.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return bad(seen.said("Content-Type"), "application/json");
        }
        if (!seen.header("Content-Length").equals(String.valueOf(wanted.length))) {
            return bad(seen.said("Content-Length"), wanted.length + "");
        }
        return Arrays.equals(seen.body(), wanted)
                ? null
                : bad("other bytes than those that the target has", "the same, without a cache of an older version");
    }

    private static Finding bad(String found, String expected) {
        return Finding.bad(NAME, found, expected, Cure.SERVER);
    }
}
