package dev.caravan.s3;

import java.io.IOException;

/** What S3 servers say of an object's content, computed from the content itself. */
interface ObjectContent {

    long size();

    /** Of the whole content in base64, as in an `x-amz-checksum-…` header. */
    String checksum(ChecksumKind kind) throws IOException;

    /**
     * The ETag, without quotes: the MD5 of the content, or for an object of N parts the MD5 of their MD5s and `-N`. Not a
     * documented promise of S3, but what AWS (without KMS) and nearly all other servers do.
     */
    String eTag(boolean inParts) throws IOException;

    /** In how many parts it would be sent. */
    int parts();
}
