package dev.caravan.job;

import java.util.LinkedHashSet;
import java.util.Set;

/** The last some hundred of many ids. */
final class RecentIds {
    private static final int MOST = 500;

    private final Set<String> ids = new LinkedHashSet<>();

    synchronized void add(String id) {
        if (ids.add(id) && ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
    }

    synchronized boolean contains(String id) {
        return ids.contains(id);
    }
}
