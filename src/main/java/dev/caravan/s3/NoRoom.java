package dev.caravan.s3;

import java.util.Set;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What servers answer when their disks are full, or a quota is used up. S3 itself knows no such answer, so each has its own. */
final class NoRoom {
    private static final int INSUFFICIENT_STORAGE = 507;
    /** Of Ceph, of MinIO, and of servers that say it as WebDAV does. */
    private static final Set<String> CODES =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage");

    private NoRoom() {}

    static boolean isSaidBy(S3Exception answer) {
        return answer.statusCode() == INSUFFICIENT_STORAGE || CODES.contains(Refusal.code(answer));
    }
}
