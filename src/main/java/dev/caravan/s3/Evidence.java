package dev.caravan.s3;

/** What a server tells of a content, so that it can be compared with what was sent. Only that is computed. */
enum Evidence {
    /** CRC-64/NVME, of parts and of whole objects: the server itself refuses what arrives damaged. */
    CRC64,
    /** MD5: the ETag of a part, and of an object that was sent whole. */
    MD5;

    /** The digest without what is no evidence here. */
    PartDigest only(PartDigest digest) {
        return this == CRC64
                ? new PartDigest(digest.length(), digest.crc64(), "")
                : new PartDigest(digest.length(), null, digest.md5());
    }
}
