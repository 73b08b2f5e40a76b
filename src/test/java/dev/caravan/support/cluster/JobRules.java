package dev.caravan.support.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the API server checks in a Job and a CronJob. */
final class JobRules {
    private static final int MOST_RULES = 20;
    private static final int MOST_EXIT_CODES = 255;
    private static final int MOST_PATTERNS = 20;

    private JobRules() {}

    static void cronJob(Place cronJob) {
        Place spec = cronJob.at("spec");
        String schedule = spec.at("schedule").text().trim();
        if (!schedule.matches("@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \\S+)|\\S+( +\\S+){4}")
                || schedule.contains("TZ")) {
            spec.at("schedule")
                    .flaw("Invalid value: \"" + schedule + "\": expected are five fields or a word such as @daily");
        }
        spec.at("concurrencyPolicy").oneOf("Allow", "Forbid", "Replace");
        for (String member :
                List.of("startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit")) {
            spec.at(member).atLeast(0);
        }
        Names.labels(spec.at("jobTemplate", "metadata", "labels"));
        Names.annotations(spec.at("jobTemplate", "metadata", "annotations"));
        job(spec.at("jobTemplate", "spec"));
    }

    static void job(Place spec) {
        for (String member : List.of("parallelism", "completions", "backoffLimit", "ttlSecondsAfterFinished")) {
            spec.at(member).atLeast(0);
        }
        spec.at("activeDeadlineSeconds").atLeast(1);
        spec.at("completionMode").oneOf("NonIndexed", "Indexed");
        spec.at("podReplacementPolicy").oneOf("Failed", "TerminatingOrFailed");
        boolean generated = spec.at("selector", "matchLabels", "batch.kubernetes.io/controller-uid")
                .exists();
        if (spec.at("selector").exists()
                && !generated
                && !spec.at("manualSelector").node().asBoolean()) {
            spec.at("selector").flaw("Invalid value: `selector` not auto-generated");
        }
        Place pod = spec.at("template", "spec");
        pod.at("restartPolicy").oneOf("OnFailure", "Never");
        if (!pod.at("restartPolicy").exists()) {
            pod.at("restartPolicy").flaw("Required value: valid values: \"OnFailure\", \"Never\"");
        }
        PodRules.template(spec.at("template"));
        failurePolicy(spec);
    }

    private static void failurePolicy(Place spec) {
        Place policy = spec.at("podFailurePolicy");
        if (!policy.exists()) {
            return;
        }
        Place restart = spec.at("template", "spec", "restartPolicy");
        if (!restart.text().equals("Never")) {
            restart.flaw("Invalid value: \"" + restart.text()
                    + "\": only \"Never\" is supported when podFailurePolicy is specified");
        }
        if (spec.at("podReplacementPolicy").exists()) {
            spec.at("podReplacementPolicy").oneOf("Failed");
        }
        if (policy.at("rules").node().size() > MOST_RULES) {
            policy.at("rules").flaw("Too many: must have at most 20 items");
        }
        Set<String> containers = new HashSet<>();
        spec.at("template", "spec", "containers")
                .each()
                .forEach(each -> containers.add(each.at("name").text()));
        spec.at("template", "spec", "initContainers")
                .each()
                .forEach(each -> containers.add(each.at("name").text()));
        policy.at("rules").each().forEach(rule -> rule(rule, spec, containers));
    }

    private static void rule(Place rule, Place spec, Set<String> containers) {
        rule.at("action").oneOf("FailJob", "FailIndex", "Ignore", "Count");
        if (rule.at("action").text().equals("FailIndex")
                && !spec.at("backoffLimitPerIndex").exists()) {
            rule.at("action").flaw("Invalid value: \"FailIndex\": requires the backoffLimitPerIndex to be set");
        }
        boolean codes = rule.at("onExitCodes").exists();
        boolean patterns = !rule.at("onPodConditions").node().isEmpty();
        if (codes == patterns) {
            rule.flaw(
                    "Invalid value: specifying one of OnExitCodes and OnPodConditions is required, and both are not supported");
        }
        if (codes) {
            exitCodes(rule.at("onExitCodes"), containers);
        }
        if (rule.at("onPodConditions").node().size() > MOST_PATTERNS) {
            rule.at("onPodConditions").flaw("Too many: must have at most 20 items");
        }
        rule.at("onPodConditions").each().forEach(JobRules::condition);
    }

    private static void condition(Place pattern) {
        Names.qualified(
                new Place(pattern.pointer() + "/" + pattern.at("type").text(), pattern.node(), pattern.flaws()));
        if (!pattern.at("status").exists()) {
            pattern.at("status").flaw("Required value: valid values: \"False\", \"True\", \"Unknown\"");
        }
        pattern.at("status").oneOf("True", "False", "Unknown");
    }

    private static void exitCodes(Place codes, Set<String> containers) {
        codes.at("operator").oneOf("In", "NotIn");
        if (codes.at("containerName").exists()
                && !containers.contains(codes.at("containerName").text())) {
            codes.at("containerName")
                    .flaw("Invalid value: \"" + codes.at("containerName").text() + "\": must be one of the container or"
                            + " initContainer names in the pod template");
        }
        Place values = codes.at("values");
        if (values.node().isEmpty()) {
            values.flaw("Invalid value: at least one value is required");
        }
        if (values.node().size() > MOST_EXIT_CODES) {
            values.flaw("Too many: must have at most 255 items");
        }
        long before = Long.MIN_VALUE;
        for (Place value : values.each().toList()) {
            exitCode(value, codes.at("operator").text(), before);
            before = value.node().asLong();
        }
    }

    /** Unlike what its documentation suggests the server asks for ascending order, and answers one error for order and one for twins. */
    private static void exitCode(Place value, String operator, long before) {
        long code = value.node().asLong();
        if (code == 0 && operator.equals("In")) {
            value.flaw("Invalid value: 0: must not be 0 for the In operator");
        }
        if (code == before) {
            value.flaw("Duplicate value: " + code);
        } else if (code < before) {
            value.flaw("Invalid value: " + code + ": must be ordered");
        }
    }
}
