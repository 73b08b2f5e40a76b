package dev.caravan.s3;

import dev.caravan.s3.limit.PartBuffer;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes what is needed of bytes that go by, in one pass. */
final class Digester implements PartBuffer.Witness {
    private final @Nullable Crc64Nvme crc64;
    private final @Nullable MessageDigest md5;
    private long length;

    Digester(Evidence evidence) {
        this(Set.of(evidence));
    }

    private Digester(Set<Evidence> all) {
        this.crc64 = all.contains(Evidence.CRC64) ? new Crc64Nvme() : null;
        this.md5 = all.contains(Evidence.MD5) ? ObjectDigests.md5() : null;
    }

    static Digester of(Evidence first, Evidence second) {
        return new Digester(EnumSet.of(first, second));
    }

    @Override
    public void see(byte[] bytes, int offset, int count) {
        if (crc64 != null) {
            crc64.update(bytes, offset, count);
        }
        if (md5 != null) {
            md5.update(bytes, offset, count);
        }
        length += count;
    }

    long length() {
        return length;
    }

    PartDigest end() {
        return new PartDigest(
                length,
                crc64 == null ? null : crc64.getValue(),
                md5 == null ? "" : HexFormat.of().formatHex(md5.digest()));
    }
}
