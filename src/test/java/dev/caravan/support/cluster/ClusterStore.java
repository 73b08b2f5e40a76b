package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The objects of a cluster, with one counter of versions and the history of changes, as etcd keeps them. All that changes something holds
 * its monitor.
 */
final class ClusterStore {
    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<Change> untold = new ArrayDeque<>();
    private boolean telling;
    private long version = 1000;
    private long compacted;

    /**
     * A change.
     *
     * @param event ADDED, MODIFIED or DELETED
     * @param before what was there, for selectors that an object no longer meets; the object itself for one that is new
     */
    record Change(long version, String event, ObjectKey key, ObjectNode object, ObjectNode before) {}

    synchronized long version() {
        return version;
    }

    synchronized long compacted() {
        return compacted;
    }

    /** Forgets all changes up to now: who asks for them is told 410. */
    synchronized void compact() {
        history.clear();
        compacted = ++version;
    }

    void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    void leave(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    synchronized List<Change> since(long since) {
        return history.stream().filter(change -> change.version() > since).toList();
    }

    synchronized Optional<ObjectNode> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key)).map(ObjectNode::deepCopy);
    }

    /** @param namespace empty for all */
    synchronized List<ObjectNode> list(String type, String namespace) {
        return objects.tailMap(new ObjectKey(type, namespace, "")).entrySet().stream()
                .takeWhile(entry -> entry.getKey().type().equals(type)
                        && (namespace.isEmpty() || entry.getKey().namespace().equals(namespace)))
                .map(entry -> entry.getValue())
                .toList();
    }

    synchronized ObjectNode create(ObjectKey key, ObjectNode object) {
        if (objects.containsKey(key)) {
            throw Refusal.exists(key);
        }
        object.withObject("/metadata").put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
        return keep(key, object, "ADDED", object);
    }

    /** Keeps what has changed; an object that is being deleted and that nothing holds goes. */
    synchronized ObjectNode update(ObjectKey key, ObjectNode object) {
        ObjectNode before = objects.get(key);
        if (before == null) {
            throw Refusal.notFound(key.type(), key.name());
        }
        object.withObject("/metadata").set("resourceVersion", before.at("/metadata/resourceVersion"));
        boolean held = !object.at("/metadata/finalizers").isEmpty()
                || object.at("/metadata/deletionGracePeriodSeconds").asLong() > 0;
        if (object.at("/metadata").has("deletionTimestamp") && !held) {
            return remove(key, object);
        }
        return object.equals(before) ? object : keep(key, object, "MODIFIED", before);
    }

    synchronized ObjectNode remove(ObjectKey key, ObjectNode last) {
        ObjectNode before = objects.remove(key);
        ObjectNode gone = versioned(last.deepCopy());
        tell(new Change(version, "DELETED", key, gone, before == null ? gone : before));
        return gone;
    }

    private ObjectNode keep(ObjectKey key, ObjectNode object, String event, ObjectNode before) {
        ObjectNode kept = versioned(object.deepCopy());
        objects.put(key, kept);
        tell(new Change(version, event, key, kept, before));
        return kept.deepCopy();
    }

    private ObjectNode versioned(ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
        return object;
    }

    /** A listener that changes something itself does not come before those that have yet to hear of this change. */
    private void tell(Change change) {
        history.add(change);
        untold.add(change);
        if (telling) {
            return;
        }
        telling = true;
        try {
            while (!untold.isEmpty()) {
                Change next = untold.remove();
                listeners.forEach(listener -> listener.accept(next));
            }
        } finally {
            telling = false;
        }
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static boolean isOwnedBy(JsonNode object, String uid) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("uid").asText().equals(uid)) {
                return true;
            }
        }
        return false;
    }
}
