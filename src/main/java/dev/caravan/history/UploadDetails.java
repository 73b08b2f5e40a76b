package dev.caravan.history;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an upload has beyond an operation.
 *
 * @param compressionType null when nothing was compressed, as the two fields after the next
 * @param originalSize bytes of the source
 * @param compressedSize bytes of the archive
 * @param compressionRatio original by compressed
 * @param s3Bucket name of the bucket
 * @param s3ObjectKey of the object by which readers find the rest; of an octree, `metadata.json`
 * @param s3StorageClass as the server says it; null before it was asked
 * @param checksumOriginal null when it was not made, as the one below
 * @param checksumCompressed of the archive
 * @param checksumS3Etag the object's ETag, without quotes; null before it was asked
 * @param completedDirPath where the source was moved to; null when it was not
 * @param compressedFilePath where the archive is kept; null when it is not
 * @param sourceFileRecord the source
 * @param compressedFileRecord the archive; null when nothing was compressed
 * @param s3FileRecord the object; null when the upload failed
 * @param completedFileRecord the source where it was moved to; null when it was not
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UploadDetails(
        @Nullable String compressionType,
        long originalSize,
        @Nullable Long compressedSize,
        @Nullable Double compressionRatio,
        String s3Bucket,
        String s3ObjectKey,
        @Nullable String s3StorageClass,
        @Nullable String checksumOriginal,
        @Nullable String checksumCompressed,
        @Nullable String checksumS3Etag,
        @Nullable String completedDirPath,
        @Nullable String compressedFilePath,
        @Nullable FileRecord sourceFileRecord,
        @Nullable FileRecord compressedFileRecord,
        @Nullable FileRecord s3FileRecord,
        @Nullable FileRecord completedFileRecord) {

    /** Of a source that is uploaded as it is, or as what was made of it, and stays where it is. */
    public static UploadDetails plain(String bucket, String key, FileRecord source) {
        return new UploadDetails(
                null,
                source.size(),
                null,
                null,
                bucket,
                key,
                null,
                null,
                null,
                null,
                null,
                null,
                source,
                null,
                null,
                null);
    }

    /** With what a HEAD of the object says. */
    public UploadDetails proven(@Nullable String storageClass, @Nullable String etag, FileRecord object) {
        return new UploadDetails(
                compressionType,
                originalSize,
                compressedSize,
                compressionRatio,
                s3Bucket,
                s3ObjectKey,
                storageClass,
                checksumOriginal,
                checksumCompressed,
                etag,
                completedDirPath,
                compressedFilePath,
                sourceFileRecord,
                compressedFileRecord,
                object,
                completedFileRecord);
    }

    /** Each file says of which upload it is. */
    UploadDetails tagged(Map<String, String> tags) {
        return new UploadDetails(
                compressionType,
                originalSize,
                compressedSize,
                compressionRatio,
                s3Bucket,
                s3ObjectKey,
                s3StorageClass,
                checksumOriginal,
                checksumCompressed,
                checksumS3Etag,
                completedDirPath,
                compressedFilePath,
                tagged(sourceFileRecord, tags),
                tagged(compressedFileRecord, tags),
                tagged(s3FileRecord, tags),
                tagged(completedFileRecord, tags));
    }

    private static @Nullable FileRecord tagged(@Nullable FileRecord file, Map<String, String> tags) {
        return file == null ? null : file.tagged(tags);
    }
}
