package dev.caravan.viewer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A {@link Pass} as one segment of a path: base64url of the 32 bytes of its HMAC-SHA-256, then its fields: a format (1), whether it is
 * lasting, the second of its end as 8 bytes, then target, dataset and directory, each as its length in 2 bytes and modified UTF-8.
 */
final class PassToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int FORMAT = 1;
    /** Three names that are as long as S3 allows, and a little. */
    private static final int LONGEST = 6000;

    private PassToken() {}

    static String of(Pass pass, byte[] secret) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(fields)) {
            out.writeByte(FORMAT);
            out.writeBoolean(pass.lasting());
            out.writeLong(pass.expires().getEpochSecond());
            out.writeUTF(pass.target());
            out.writeUTF(pass.dataset());
            out.writeUTF(pass.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] signed = fields.toByteArray();
        byte[] token = Arrays.copyOf(mac(signed, secret), MAC_BYTES + signed.length);
        System.arraycopy(signed, 0, token, MAC_BYTES, signed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Empty when it is none that was signed by this secret. Nothing of it is looked at before that is known. */
    static Optional<Pass> read(String token, byte[] secret) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] fields = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        boolean ours = MessageDigest.isEqual(Arrays.copyOf(bytes, MAC_BYTES), mac(fields, secret));
        return ours ? Optional.of(pass(fields)) : Optional.empty();
    }

    private static Pass pass(byte[] fields) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(fields))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IllegalStateException("a link of format " + format + " was signed by us; we know " + FORMAT);
            }
            boolean lasting = in.readBoolean();
            Instant expires = Instant.ofEpochSecond(in.readLong());
            return new Pass(in.readUTF(), in.readUTF(), in.readUTF(), lasting, expires);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] mac(byte[] fields, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(fields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
