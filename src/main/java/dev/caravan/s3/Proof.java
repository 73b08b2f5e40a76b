package dev.caravan.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How far the answer to a HEAD request proves that the object is the file.
 *
 * @param verdict the outcome
 * @param expected from the file, with what it is: `size 12`, `ETag …`
 * @param found from the server
 */
public record Proof(Verdict verdict, String expected, String found) {

    public enum Verdict {
        /** The content is the same. */
        SAME,
        /** The sizes are the same, and the server says nothing of the content that could be compared. */
        SAME_SIZE,
        DIFFERENT
    }

    /** By reading the file, where the sizes are the same. */
    public static Proof of(LocalObject object, HeadObjectResponse head) throws IOException {
        return of(new FileContent(object), head);
    }

    static Proof of(ObjectContent object, HeadObjectResponse head) throws IOException {
        if (head.contentLength() == null || head.contentLength() != object.size()) {
            return compare("size", String.valueOf(object.size()), String.valueOf(head.contentLength()));
        }
        for (ChecksumKind kind : ChecksumKind.values()) {
            String found = kind.in(head);
            if (found != null) {
                return compare(kind.name(), object.checksum(kind), found);
            }
        }
        String eTag = comparableETag(object, head);
        return eTag == null
                ? new Proof(Verdict.SAME_SIZE, "size " + object.size(), "size " + object.size())
                : compare("ETag", object.eTag(eTag.contains("-")), eTag);
    }

    public boolean same() {
        return verdict == Verdict.SAME;
    }

    /** Null when it is no MD5, or one of other parts than we would send. */
    private static @Nullable String comparableETag(ObjectContent object, HeadObjectResponse head) {
        String eTag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
        boolean encryptedOtherwise = head.sseCustomerAlgorithm() != null
                || (head.serverSideEncryption() != null && head.serverSideEncryption() != ServerSideEncryption.AES256);
        return !encryptedOtherwise && eTag.matches("[0-9a-f]{32}(-" + object.parts() + ")?") ? eTag : null;
    }

    private static Proof compare(String what, String expected, String found) {
        return new Proof(
                expected.equals(found) ? Verdict.SAME : Verdict.DIFFERENT, what + " " + expected, what + " " + found);
    }
}
