package dev.caravan.support.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** All calls that reached the API server, in their order. */
public final class ApiJournal {
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();

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

    /** @return the calls of the busiest second, seconds counted from the first call */
    public long mostPerSecond() {
        if (calls.isEmpty()) {
            return 0;
        }
        Instant first = calls.get(0).at();
        return calls.stream()
                .collect(Collectors.groupingBy(
                        call -> java.time.Duration.between(first, call.at()).toSeconds(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
