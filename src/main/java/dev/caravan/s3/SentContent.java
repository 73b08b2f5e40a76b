package dev.caravan.s3;

import java.io.IOException;
import java.util.Objects;

/** What was computed on the way out; what was not, is taken from elsewhere. */
final class SentContent implements ObjectContent {
    private final PartDigest[] digests;
    private final PartDigest whole;
    private final boolean inParts;
    private final ObjectContent otherwise;

    /** @param digests of its parts, in order; of the content itself when it was sent whole */
    SentContent(boolean inParts, ObjectContent otherwise, PartDigest... digests) {
        this.digests = digests;
        this.whole = PartDigest.whole(digests);
        this.inParts = inParts;
        this.otherwise = otherwise;
    }

    @Override
    public long size() {
        return whole.length();
    }

    @Override
    public String checksum(ChecksumKind kind) throws IOException {
        return kind == ChecksumKind.CRC64NVME && whole.crc64() != null
                ? Objects.requireNonNull(whole.crc64Text())
                : otherwise.checksum(kind);
    }

    @Override
    public String eTag(boolean askedInParts) throws IOException {
        if (askedInParts != inParts || digests[0].md5().isEmpty()) {
            return otherwise.eTag(askedInParts);
        }
        return inParts ? ObjectDigests.eTag(digests) : digests[0].md5();
    }

    /** Of a content that was sent whole; '' where it was not computed, or there are parts. */
    String md5() {
        return inParts ? "" : digests[0].md5();
    }

    @Override
    public int parts() {
        return digests.length;
    }
}
