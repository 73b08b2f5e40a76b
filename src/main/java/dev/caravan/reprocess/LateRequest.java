package dev.caravan.reprocess;

/**
 * What somebody wants to have in a target that does not have it, because the target was added later, or has lost it.
 *
 * @param target name of a target in the settings
 * @param dryRun whether it is only said what would happen
 */
public record LateRequest(String target, Selection selection, boolean dryRun) {}
