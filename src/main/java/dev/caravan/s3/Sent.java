package dev.caravan.s3;

/**
 * What was sent of a {@link StreamedObject}, and proven to be there.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param crc64nvme in base64, as in the header `x-amz-checksum-crc64nvme`
 * @param eTag that the server shows, without quotes
 */
public record Sent(long size, String sha256, String crc64nvme, String eTag) {}
