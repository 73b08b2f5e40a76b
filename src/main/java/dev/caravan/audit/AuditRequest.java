package dev.caravan.audit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have compared.
 *
 * @param target name of the S3 target; null for all
 * @param dataset pattern of dataset keys; null for all
 * @param checksum whether contents are compared, too: by the server's checksum, or by reading the object where it has none
 * @param repair whether what can be mended is mended
 * @param deleteOrphans whether objects of our datasets that no manifest names are deleted
 */
public record AuditRequest(
        @Nullable String target, @Nullable String dataset, boolean checksum, boolean repair, boolean deleteOrphans) {}
