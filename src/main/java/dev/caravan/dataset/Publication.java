package dev.caravan.dataset;

import java.net.URI;
import java.time.Instant;

/**
 * A dataset's octree in one S3 target, after each of its objects was proven to be there.
 *
 * @param target name of the target in the configuration
 * @param metadata address of `metadata.json` as a viewer fetches it
 * @param bytes sum of the objects' sizes
 * @param at when the last object was proven
 */
public record Publication(String target, URI metadata, long bytes, Instant at) {}
