package dev.caravan.publication;

import dev.caravan.manifest.Manifest;

/**
 * What is live in a target, as the target itself says.
 *
 * @param publication as it would have been noted; its job is whoever has read this
 */
public record LiveManifest(Manifest manifest, Publication publication) {}
