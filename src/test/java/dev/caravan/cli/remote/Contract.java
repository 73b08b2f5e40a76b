package dev.caravan.cli.remote;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The calls that the API knows, with the parameters or the fields of the body that each may have. */
final class Contract {
    private static final String JOB_FILTERS =
            "state type stage user project parent priority failure path since until order";
    private static final String OPERATION_FILTERS = "path type status location job user since until order";
    private static final Map<String, Set<String>> CALLS = new TreeMap<>();

    static {
        call("GET /jobs", JOB_FILTERS + " limit cursor");
        call("POST /jobs", "type path paths priority user project force from");
        call("GET /jobs/stale", "limit cursor");
        call("GET /jobs/{id}", "");
        call("PUT /jobs/{id}", "state reason priority");
        call("DELETE /jobs/{id}", "");
        call("POST /jobs/{id}/cancel", "reason");
        call("POST /jobs/{id}/retry", "from");
        call("GET /jobs/{id}/log", "tail offset");
        call("GET /doctor", "check");
        call("GET /stats", "");
        call("GET /queues", "");
        call("GET /workers", "");
        call("POST /workers/{id}/start", "");
        call("POST /workers/{id}/stop", "");
        call("POST /workers/{id}/drain", "");
        call("GET /files", "status prefix glob project deleted limit cursor");
        call("GET /files/why", "path");
        call("POST /files/reprocess", "path glob all from force dryRun priority user project");
        call("POST /geozarr", "source asset name groups targets force priority user project");
        call("POST /geozarr/reprocess", "datasets changed dryRun");
        call("POST /publications/check", "dataset path target");
        call("POST /links", "dataset path target lifetime");
        call("POST /links/revoke", "");
        call("GET /deleted", "");
        call("POST /deleted/confirm", "source");
        call("POST /publications/unpublish", "paths glob datasets target octrees dryRun");
        call("POST /retention", "dryRun");
        call("GET /targets", "");
        call("POST /targets/{id}/probe", "");
        call("POST /targets/{id}/sweep", "olderThan dryRun");
        call("GET /publications", "dataset target limit cursor");
        call("POST /publications", "target paths glob missing dryRun");
        call("GET /publications/versions", "dataset path target");
        call("POST /publications/rollback", "dataset path target version dryRun");
        call("POST /archives", "path force priority user project");
        call("POST /archives/restore", "dataset path target version into overwrite");
        call("POST /audits", "target dataset content repair deleteOrphans");
        call("GET /audits/{id}", "limit cursor");
        call("POST /rebuild", "target dryRun");
        call("GET /rebuild/{id}", "limit cursor");
        call("POST /scan", "");
        call("GET /scan", "");
        call("GET /operations", OPERATION_FILTERS + " limit cursor");
        call("GET /operations/export", OPERATION_FILTERS);
        call("GET /reports/performance", "days type");
        call("GET /reports/failures", "hours");
        call("POST /clean-up", "olderThanDays what dryRun");
        call("GET /events", "job user kinds lastEventId");
    }

    private Contract() {}

    private static void call(String call, String names) {
        CALLS.put(call, names.isEmpty() ? Set.of() : Set.of(names.split(" ")));
    }

    static List<String> violations(FakeApi.Received request) {
        Set<String> known = CALLS.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), request.call()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (known == null) {
            return List.of("unknown call " + request.call());
        }
        Set<String> found = new HashSet<>(request.query().keySet());
        boolean reads = request.call().startsWith("GET ");
        if (!reads) {
            request.body().fieldNames().forEachRemaining(found::add);
        }
        found.removeAll(known);
        List<String> violations = new ArrayList<>();
        found.forEach(name -> violations.add(request.call() + " has no '" + name + "'"));
        if (request.call().startsWith("POST ")
                && !request.header("Idempotency-Key").matches("[!-~]{1,128}")) {
            violations.add(request.call() + " without an idempotency key");
        }
        return violations;
    }

    /** Those without a variable come first in their order, because '{' comes after letters. */
    private static boolean matches(String known, String call) {
        return call.matches(known.replace("{id}", "[^/]+"));
    }
}
