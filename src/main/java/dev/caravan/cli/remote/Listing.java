package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a list page by page, no more of it than is wanted. */
final class Listing {
    /** The most that the service gives at once. */
    private static final int PAGE = 500;

    private Listing() {}

    /**
     * @param query filters, without `limit` and `cursor`
     * @param most of entries that are wanted
     * @param each gets the entries in their order; false ends the reading
     * @return whether there are more than were read
     */
    static boolean read(Service service, String path, Query query, long most, Predicate<JsonNode> each) {
        long read = 0;
        String cursor = null;
        do {
            long wanted = Math.min(PAGE, most - read);
            JsonNode page = service.get(path, query.copy().with("limit", wanted).with("cursor", cursor));
            for (JsonNode entry : page.path("items")) {
                read++;
                if (!each.test(entry)) {
                    return false;
                }
            }
            cursor = next(page);
        } while (cursor != null && read < most);
        return cursor != null;
    }

    private static @Nullable String next(JsonNode page) {
        return page.path("next").isTextual() ? page.path("next").asText() : null;
    }
}
