package dev.caravan.viewer;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of an object comes as 206 with exactly the bytes that were asked for, and says which they are. */
final class RangeCheck implements Check {
    private static final int LONGEST = 4096;

    private final String name;

    /** @param name of the object */
    RangeCheck(String name) {
        this.name = name;
    }

    @Override
    public boolean look(Scene scene) throws IOException {
        long size = scene.original().size(name);
        if (size == 0) {
            scene.add(Finding.bad(check(), "the object is empty", "some bytes", Cure.SERVER));
            return true;
        }
        // Not from the beginning: a server that ignores ranges begins there.
        long first = size / 2;
        long last = Math.min(size, first + LONGEST) - 1;
        byte[] wanted = scene.original().bytes(name, first, last);
        String bytes = "bytes=" + first + "-" + last;
        // With the content type that potree-core sends.
        Seen seen = scene.subject().sent().contains("content-type")
                ? scene.ask("GET", name, wanted.length + 1, "Range", bytes, "Content-Type", "multipart/byteranges")
                : scene.ask("GET", name, wanted.length + 1, "Range", bytes);
        Finding fault = fault(seen, wanted, "bytes " + first + "-" + last + "/" + size);
        scene.add(fault == null ? Finding.good(check(), "206 with the bytes that were asked for") : fault);
        return true;
    }

    private @Nullable Finding fault(Seen seen, byte[] wanted, String range) {
        if (seen.status() != 206) {
            return bad("a request for " + range + " has " + seen.outcome(), "status 206");
        }
        String coding = seen.header("Content-Encoding");
        if (!coding.isEmpty() && !coding.equals("identity")) {
            return bad("Content-Encoding: " + coding, "none");
        }
        if (!seen.header("Content-Range").equals(range)) {
            return bad(seen.said("Content-Range"), range);
        }
        if (!seen.header("Content-Length").equals(String.valueOf(wanted.length))) {
            return bad(seen.said("Content-Length"), wanted.length + "");
        }
        return Arrays.equals(seen.body(), wanted)
                ? null
                : bad("other bytes than those that the target has at " + range, "the same");
    }

    private Finding bad(String found, String expected) {
        return Finding.bad(check(), found, expected, Cure.SERVER);
    }

    private String check() {
        return "range " + name;
    }
}
