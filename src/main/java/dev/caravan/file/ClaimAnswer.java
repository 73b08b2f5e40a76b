package dev.caravan.file;

import org.jspecify.annotations.Nullable;

/**
 * @param outcome REFUSED only says that the key has another owner; nothing has been written down yet
 * @param owner absolute path of the file that owns the dataset key, when that is the obstacle
 */
public record ClaimAnswer(ClaimOutcome outcome, @Nullable String owner) {}
