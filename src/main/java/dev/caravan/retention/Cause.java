package dev.caravan.retention;

import java.util.Locale;

/** What a dataset is unpublished for; the field `unpublished_for` of its record. */
public enum Cause {
    /** Its source was deleted. By the policy. */
    DELETED,
    /** It was published long ago. By the policy. */
    AGE,
    /** Somebody wants it. */
    ASKED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
