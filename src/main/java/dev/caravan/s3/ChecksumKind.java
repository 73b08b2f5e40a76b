package dev.caravan.s3;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Checksums of a whole object that a server may have. AWS computes the first one for every object. */
enum ChecksumKind {
    CRC64NVME(HeadObjectResponse::checksumCRC64NVME, Crc64Nvme::new, 8),
    CRC32C(HeadObjectResponse::checksumCRC32C, CRC32C::new, 4),
    CRC32(HeadObjectResponse::checksumCRC32, CRC32::new, 4);

    private final Function<HeadObjectResponse, @Nullable String> header;
    private final Supplier<Checksum> start;
    private final int bytes;

    ChecksumKind(Function<HeadObjectResponse, @Nullable String> header, Supplier<Checksum> start, int bytes) {
        this.header = header;
        this.start = start;
        this.bytes = bytes;
    }

    /** What the server says; null when it says nothing, or only has a checksum of checksums of parts (`…-N`). */
    @Nullable
    String in(HeadObjectResponse head) {
        String value = header.apply(head);
        return value == null || value.contains("-") ? null : value;
    }

    Checksum start() {
        return start.get();
    }

    int bytes() {
        return bytes;
    }
}
