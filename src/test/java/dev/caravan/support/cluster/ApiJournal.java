package dev.caravan.support.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All calls that reached the API server, in their order. */
public final class ApiJournal {
    private final Queue<ApiCall> calls = new ConcurrentLinkedQueue<>();

    void add(ApiCall call) {
        calls.add(call);
    }

    public List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    public void clear() {
        calls.clear();
    }

    /** @return what a Role has to allow for these calls: from group and resource, such as {@code batch/jobs}, to verbs */
    public Map<String, Set<String>> rules() {
        Map<String, Set<String>> rules = new TreeMap<>();
        for (ApiCall call : calls) {
            rules.computeIfAbsent(call.group() + "/" + call.ruleResource(), resource -> new TreeSet<>())
                    .add(call.verb());
        }
        return rules;
    }

    /** @return how many calls there were at most in a second, wherever it begins */
    public int mostPerSecond() {
        List<ApiCall> all = calls();
        int most = 0;
        int first = 0;
        for (int last = 0; last < all.size(); last++) {
            Instant begin = all.get(last).at().minusSeconds(1);
            while (!all.get(first).at().isAfter(begin)) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
