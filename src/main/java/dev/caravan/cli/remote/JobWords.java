package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Locale;

/** The API's jobs in words. */
final class JobWords {

    private JobWords() {}

    static boolean hasEnded(JsonNode job) {
        return switch (job.path("state").asText()) {
            case "COMPLETED", "FAILED", "CANCELLED" -> true;
            default -> false;
        };
    }

    static boolean isBatch(JsonNode job) {
        return job.path("children").isObject() && !hasBranches(job);
    }

    /** Whether it waits for uploads, or has. */
    static boolean hasBranches(JsonNode job) {
        return job.path("branches").isArray();
    }

    /** `COMPLETED`, or `QUEUED: no route to host`, and whether nobody waits for it. */
    static String branch(JsonNode branch) {
        String reason = branch.path("reason").asText();
        return branch.path("state").asText()
                + (branch.path("required").asBoolean() ? "" : ", optional")
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** What it is about: a path where it has one. */
    static String target(JsonNode job) {
        for (String field : new String[] {"target", "title", "id"}) {
            if (!Words.isNothing(job.path(field))) {
                return Words.of(job.path(field));
            }
        }
        return Words.NOTHING;
    }

    /** Such as `RUNNING at convert, attempt 2 of 3`. */
    static String state(JsonNode job) {
        StringBuilder words = new StringBuilder(Words.of(job.path("state")));
        if (!Words.isNothing(job.path("stage"))) {
            words.append(" at ").append(Words.of(job.path("stage")));
        }
        if (job.path("attempt").asInt() > 1) {
            words.append(", attempt ").append(job.path("attempt").asInt());
            if (job.path("maximumAttempts").isNumber()) {
                words.append(" of ").append(job.path("maximumAttempts").asInt());
            }
        }
        return words.toString();
    }

    /** Such as `3 of 7 ended, 1 failed`. */
    static String children(JsonNode job) {
        JsonNode children = job.path("children");
        if (!children.isObject()) {
            return Words.NOTHING;
        }
        long total = children.path("total").asLong();
        return String.format(
                        Locale.ROOT,
                        "%,d of %,d ended",
                        total - children.path("open").asLong(),
                        total)
                + some(children, "failed")
                + some(children, "cancelled");
    }

    private static String some(JsonNode children, String field) {
        long number = children.path(field).asLong();
        return number == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", number, field);
    }

    /** Such as `3 of 7 waiting, 2 running`. */
    static String position(JsonNode job) {
        JsonNode position = job.path("position");
        return position.isObject()
                ? Words.count(position.path("place")) + " of " + Words.count(position.path("of")) + " waiting, "
                        + Words.count(position.path("running")) + " running"
                : Words.NOTHING;
    }

    /** Such as `convert-a-1 in clouds, waits: Unschedulable: 0/3 nodes are available`. */
    static String cluster(JsonNode job) {
        JsonNode cluster = job.path("cluster");
        if (!cluster.isObject()) {
            return Words.NOTHING;
        }
        String waits = cluster.path("waitsFor").asText("");
        return Words.of(cluster.path("name")) + " in " + Words.of(cluster.path("namespace"))
                + (cluster.path("atWork").asBoolean() ? waits.isEmpty() ? ", at work" : ", waits: " + waits : "");
    }

    static String failure(JsonNode job) {
        JsonNode failure = job.path("failure");
        return failure.isObject()
                ? Words.of(failure.path("class")) + ": " + Words.of(failure.path("reason"))
                : Words.NOTHING;
    }

    /** How it ended, in one line. */
    static String end(JsonNode job, Clock clock) {
        String what = job.path("state").asText().toLowerCase(Locale.ROOT) + ": " + target(job);
        return switch (job.path("state").asText()) {
            case "COMPLETED" ->
                what + " in " + Words.took(job.path("created"), job.path("ended"), clock) + batch(job) + url(job);
            case "FAILED" -> what + batch(job) + reason(job);
            default -> what + batch(job) + because(job);
        };
    }

    private static String batch(JsonNode job) {
        return isBatch(job) ? ", " + children(job) : "";
    }

    private static String url(JsonNode job) {
        JsonNode url = job.path("result").path("resultPath");
        return url.asText().contains("://") ? ": " + Words.of(url) : "";
    }

    /** Such as `: wrong area (anna)`. */
    private static String because(JsonNode job) {
        return Words.isNothing(job.path("reason")) ? "" : ": " + Words.of(job.path("reason"));
    }

    private static String reason(JsonNode job) {
        String stage = Words.isNothing(job.path("stage")) ? "" : " at " + Words.of(job.path("stage"));
        String failure = failure(job);
        return stage + (failure.equals(Words.NOTHING) ? "" : ": " + failure);
    }

    /** The exit code of who waited for its end. */
    static int exit(JsonNode job) {
        if (!job.path("state").asText().equals("COMPLETED")
                || job.path("children").path("failed").asLong() > 0) {
            return RemoteExit.FAILED;
        }
        return job.path("children").path("cancelled").asLong() > 0 ? RemoteExit.WAITING : RemoteExit.DONE;
    }
}
