package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists, in pages where a limit is asked for. A later page shows what was there at the time of the first one. */
final class ApiLists {
    private final ClusterStore store;
    private final Map<String, Rest> pages = new HashMap<>();

    private record Rest(long version, List<ObjectNode> items) {}

    ApiLists(ClusterStore store) {
        this.store = store;
    }

    ObjectNode list(ApiCall call, String kind) {
        String token = call.query().getOrDefault("continue", "");
        Rest all = token.isEmpty() ? first(call) : pages.get(token);
        if (all == null || all.version() < store.compacted()) {
            throw Refusal.expired("The provided continue parameter is too old to display a consistent list result.");
        }
        int limit = Integer.parseInt(call.query().getOrDefault("limit", "0"));
        int size = limit == 0 ? all.items().size() : Math.min(limit, all.items().size());
        ObjectNode list =
                JsonNodeFactory.instance.objectNode().put("kind", kind + "List").put("apiVersion", call.apiVersion());
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Long.toString(all.version()));
        if (size < all.items().size()) {
            String next = "page-" + all.version() + "-" + pages.size();
            pages.put(
                    next,
                    new Rest(
                            all.version(), all.items().subList(size, all.items().size())));
            metadata.put("continue", next).put("remainingItemCount", all.items().size() - size);
        }
        list.putArray("items")
                .addAll(all.items().subList(0, size).stream()
                        .map(ApiLists::bare)
                        .toList());
        return list;
    }

    private Rest first(ApiCall call) {
        Selector selector = Selector.of(call);
        List<ObjectNode> items = store.list(call.type(), call.namespace()).stream()
                .filter(selector::matches)
                .toList();
        return new Rest(store.version(), items);
    }

    /** The items of a list do not repeat their kind. */
    private static ObjectNode bare(ObjectNode object) {
        ObjectNode item = object.deepCopy();
        item.remove(List.of("kind", "apiVersion"));
        return item;
    }
}
