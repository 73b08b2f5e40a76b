package dev.caravan.reprocess;

import org.jspecify.annotations.Nullable;

/**
 * What happened to one file, or would.
 *
 * @param dataset the dataset's key; null when the file is in none
 * @param action `convert`, `publish` or `skip`
 * @param reason why
 * @param job the job that it got; null when it got none
 */
public record ReprocessItem(
        String path,
        @Nullable String dataset,
        String action,
        String reason,
        @Nullable String job) {}
