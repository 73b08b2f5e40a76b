package dev.caravan.s3;

import dev.caravan.s3.SweptUpload.Fate;
import java.util.List;

/**
 * What a sweep of one target's uploads in parts came to, or would.
 *
 * @param target its name
 * @param uploads all that were there, and what became of each
 * @param listed false when the server does not list them, so that only those that are remembered were looked at
 */
public record Swept(String target, List<SweptUpload> uploads, boolean listed) {

    public Swept {
        uploads = List.copyOf(uploads);
    }

    /** Keys of the objects whose uploads were removed with their parts. */
    public List<String> aborted() {
        return uploads.stream()
                .filter(upload -> upload.fate() == Fate.REMOVED)
                .map(SweptUpload::key)
                .toList();
    }

    /** How many are still there. */
    public long left() {
        return uploads.size() - count(Fate.REMOVED);
    }

    public long count(Fate fate) {
        return uploads.stream().filter(upload -> upload.fate() == fate).count();
    }
}
