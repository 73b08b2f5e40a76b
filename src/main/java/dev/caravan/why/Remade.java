package dev.caravan.why;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Speaks of a version that is published, and is converted once more because something else would be made of it now. */
final class Remade {

    private Remade() {}

    static Answer answer(@Nullable Instant published, Outlook outlook) {
        return new Answer(
                FileState.NEW,
                (published == null ? "converted" : "published at " + Span.time(published))
                        + ", but made by another converter, or by other options of it, than caravan.convert has now; what is"
                        + " published stays until then",
                outlook.next() + "; caravan.convert.on-change=keep leaves it as it is");
    }
}
