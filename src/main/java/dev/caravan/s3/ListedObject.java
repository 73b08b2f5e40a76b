package dev.caravan.s3;

import java.time.Instant;

/**
 * An object as a list shows it.
 *
 * @param eTag without quotes
 * @param storageClass `STANDARD` where the server names none
 */
public record ListedObject(String key, long size, String eTag, Instant modified, String storageClass) {}
