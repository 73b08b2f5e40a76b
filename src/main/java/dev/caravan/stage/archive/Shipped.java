package dev.caravan.stage.archive;

/**
 * An archive in a target, after it was proven to be there.
 *
 * @param size in bytes
 * @param sha256 lower-case hex
 * @param crc64nvme in base64; '' when it is not known
 * @param eTag without quotes
 */
record Shipped(long size, String sha256, String crc64nvme, String eTag) {}
