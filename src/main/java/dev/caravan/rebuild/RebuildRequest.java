package dev.caravan.rebuild;

/**
 * What somebody wants to have rebuilt.
 *
 * @param target name of the S3 target whose manifests are read
 * @param dryRun whether it is only said what would be done
 */
public record RebuildRequest(String target, boolean dryRun) {}
