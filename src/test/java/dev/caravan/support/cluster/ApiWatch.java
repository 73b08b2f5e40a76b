package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** One watch: what has changed since a version, then what changes, until it is cut off. */
final class ApiWatch {
    private final ClusterStore store;
    private final ApiCall call;
    private final String kind;
    private final Selector selector;
    private final Consumer<String> to;
    private final Runnable close;
    private final Consumer<ClusterStore.Change> listener = this::changed;

    ApiWatch(ClusterStore store, ApiCall call, String kind, Consumer<String> to, Runnable close) {
        this.store = store;
        this.call = call;
        this.kind = kind;
        this.to = to;
        this.close = close;
        selector = Selector.of(call);
    }

    /** A version that is too old is answered by an event, not by the status of the answer, as in the real server. */
    void begin() {
        synchronized (store) {
            long since = Long.parseLong(call.query().getOrDefault("resourceVersion", "0"));
            if (since == 0) {
                store.list(call.type(), call.namespace()).stream()
                        .filter(selector::matches)
                        .forEach(object -> send("ADDED", object));
            } else if (since < store.compacted()) {
                expire(since);
                return;
            } else {
                store.since(since).forEach(listener);
            }
            store.listen(listener);
        }
    }

    void expire(long since) {
        Refusal gone = Refusal.expired("too old resource version: " + since + " (" + store.version() + ")");
        send("ERROR", gone.status());
        cut();
    }

    void expire() {
        expire(store.version());
    }

    void cut() {
        end();
        close.run();
    }

    /** The client has gone, or is to go. */
    void end() {
        store.leave(listener);
    }

    void bookmark() {
        if (call.has("allowWatchBookmarks")) {
            ObjectNode object =
                    JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", call.apiVersion());
            object.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
            send("BOOKMARK", object);
        }
    }

    private void changed(ClusterStore.Change change) {
        boolean meant = change.key().type().equals(call.type())
                && (call.namespace().isEmpty()
                        || call.namespace().equals(change.key().namespace()));
        if (!meant) {
            return;
        }
        boolean before = !change.event().equals("ADDED") && selector.matches(change.before());
        boolean after = !change.event().equals("DELETED") && selector.matches(change.object());
        if (before && after) {
            send("MODIFIED", change.object());
        } else if (after) {
            send("ADDED", change.object());
        } else if (before) {
            send("DELETED", change.object());
        }
    }

    private void send(String type, JsonNode object) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", object);
        to.accept(event + "\n");
    }
}
