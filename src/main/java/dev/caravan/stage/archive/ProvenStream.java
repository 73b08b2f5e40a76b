package dev.caravan.stage.archive;

import dev.caravan.archive.DamagedArchiveException;
import dev.caravan.archive.ExpectedArchive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An archive as it is read from a target. Its end is not reached when it is not what its manifest says, so that nothing wrong arrives whole. */
final class ProvenStream extends FilterInputStream {
    private final ExpectedArchive expected;
    private final MessageDigest sha256;
    private boolean proven;

    private ProvenStream(InputStream archive, ExpectedArchive expected, MessageDigest sha256) {
        super(new DigestInputStream(archive, sha256));
        this.expected = expected;
        this.sha256 = sha256;
    }

    /** @param archive is closed with it */
    static ProvenStream of(InputStream archive, ExpectedArchive expected) {
        try {
            return new ProvenStream(archive, expected, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @throws DamagedArchiveException at the end */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0 && !proven) {
            prove();
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private void prove() {
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(expected.object().sha256())) {
            throw new DamagedArchiveException("the archive " + expected.object().name()
                    + " is not what its manifest says: SHA-256 is " + found + ", expected is "
                    + expected.object().sha256());
        }
        proven = true;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
