package dev.caravan.s3;

import java.util.List;

/**
 * What a sweep of one target's uploads in parts came to.
 *
 * @param target its name
 * @param aborted keys of the objects whose uploads were removed with their parts
 * @param left how many uploads are there that may still be gone on with
 * @param listed false when the server does not list them, so that only those that are remembered were looked at
 */
public record Swept(String target, List<String> aborted, int left, boolean listed) {

    public Swept {
        aborted = List.copyOf(aborted);
    }
}
