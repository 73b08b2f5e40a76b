package dev.caravan.reprocess;

import org.jspecify.annotations.Nullable;

/**
 * What happened to one dataset, or would.
 *
 * @param path of the file, or of the directory or manifest that stands for many
 * @param dataset the dataset's key; null when the path is in none
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
