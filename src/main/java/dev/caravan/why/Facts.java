package dev.caravan.why;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.SourceRecord;
import dev.caravan.job.Job;
import dev.caravan.stage.scan.Placement;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a sentence was made of; what is not known is left out. */
final class Facts {
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Facts placement(Placement placement) {
        if (placement.found() != null) {
            SourceFile file = placement.dataset().sources().get(0);
            put("source", placement.dataset().root().toString());
            put("dataset", placement.dataset().key());
            put("size", file.size());
            put("modified", file.modified());
        }
        return this;
    }

    Facts record(Optional<SourceRecord> record) {
        record.ifPresent(known -> {
            put("status", known.status());
            put("stage", known.stage());
            put("attempts", known.attempts());
            put("reason", known.reason());
            put("failureClass", known.failure());
            put("publishedAt", known.publishedAt());
            put("url", known.url());
            put("job", known.job());
        });
        return this;
    }

    /** Instead of what the record of the one file says. */
    Facts group(GroupSubject group) {
        put("dataset", group.key());
        put("target", group.target().toString());
        group.record().ifPresent(known -> {
            put("members", known.members());
            put("status", known.status());
            put("stage", known.stage());
            put("attempts", known.attempts());
            put("reason", known.reason());
            put("failureClass", known.failure());
            put("publishedAt", known.publishedAt());
            put("url", known.url());
            put("job", known.job());
        });
        return this;
    }

    /** A job that has been forgotten is not told. */
    Facts job(Optional<Job> job) {
        job.ifPresent(found -> {
            put("stage", found.stage());
            put("attempt", found.attempt());
            put("maximumAttempts", found.limits().maximumAttempts());
            put("priority", found.priority());
            put("user", found.origin().user());
            put("worker", found.worker());
            put("progress", found.progress());
            put("branches", found.branches().isEmpty() ? null : found.branches());
        });
        return this;
    }

    Explanation explain(Path path, Answer answer) {
        return new Explanation(path.toString(), answer.state(), answer.sentence(), answer.next(), facts);
    }

    private void put(String name, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            facts.put(name, value);
        }
    }
}
