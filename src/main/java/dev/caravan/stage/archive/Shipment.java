package dev.caravan.stage.archive;

/**
 * An archive on its way to one target.
 *
 * @param backup with its plan
 * @param target name of a target in the settings
 */
public record Shipment(Backup backup, String target) {}
