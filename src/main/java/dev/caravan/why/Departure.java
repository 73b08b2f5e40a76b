package dev.caravan.why;

import dev.caravan.file.SourceRecord;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.retention.Protection;
import dev.caravan.retention.RetentionPolicy;
import dev.caravan.retention.RetentionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks of what is gone from its source, or was unpublished: since when, where it still is, and for how long. */
public final class Departure {
    private static final Map<String, String> CAUSES = Map.of(
            "deleted", ", because its source was deleted",
            "age", ", because it was published long ago",
            "asked", ", because somebody wanted it");

    private final PublicationStore store;
    private final RetentionPolicy policy;
    private final Protection protection;
    private final boolean enabled;

    public Departure(PublicationStore store, RetentionSettings settings) {
        this.store = store;
        this.policy = new RetentionPolicy(settings);
        this.protection = new Protection(settings.protect());
        this.enabled = settings.enabled();
    }

    /** Clauses about a record whose file is marked as deleted. */
    String ofDeleted(SourceRecord record, Instant deletedAt) {
        String key = record.dataset() == null ? record.key() : record.dataset();
        List<Publication> left = key == null ? List.of() : store.find(key);
        String seen = "; it was deleted, seen at " + Span.time(deletedAt);
        if (key == null || left.isEmpty()) {
            return seen + unpublished(record.unpublishedAt(), record.unpublishedFor());
        }
        String where = left.stream()
                .map(publication -> publication.target() + " (" + publication.address() + ")")
                .collect(Collectors.joining(", "));
        return seen + "; still published at " + where + "; " + until(key, deletedAt);
    }

    /** `; unpublished at …, because …`; empty when it was not. */
    static String unpublished(@Nullable Instant at, @Nullable String cause) {
        return at == null ? "" : "; unpublished at " + Span.time(at) + CAUSES.getOrDefault(String.valueOf(cause), "");
    }

    private String until(String key, Instant deletedAt) {
        Optional<String> pattern = protection.of(key);
        if (pattern.isPresent()) {
            return "it stays so: it is protected by '" + pattern.get() + "' (caravan.retention.protect)";
        }
        return policy.due(deletedAt)
                .filter(due -> enabled)
                .map(due -> "by policy it is unpublished after " + Span.time(due.at()))
                .orElse("no policy unpublishes it; POST /api/v1/publications/unpublish does");
    }
}
