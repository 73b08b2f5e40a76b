package dev.caravan.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What a target's objects are given beside their content.
 *
 * @param target whose settings say it
 * @param cacheControl of these objects; '' for none
 */
record ObjectHeaders(TargetSettings target, String cacheControl) {

    /** For an object in one request. */
    PutObjectRequest.Builder put(String key, String contentType) {
        return small(key, contentType).storageClass(orNull(target.storageClass()));
    }

    /** For one that is read and written often, wherever the others are kept: a storage class may be slow, or dear to write. */
    PutObjectRequest.Builder small(String key, String contentType) {
        return PutObjectRequest.builder()
                .bucket(target.bucket())
                .key(key)
                .contentType(contentType)
                .cacheControl(orNull(cacheControl))
                .acl(orNull(target.acl()))
                .serverSideEncryption(orNull(target.encryption()))
                .ssekmsKeyId(orNull(target.kmsKey()))
                .tagging(tagging());
    }

    /** For an object in parts: the same, by the request that begins it. */
    CreateMultipartUploadRequest.Builder parts(String key, String contentType) {
        PutObjectRequest whole = put(key, contentType).build();
        return CreateMultipartUploadRequest.builder()
                .bucket(whole.bucket())
                .key(whole.key())
                .contentType(whole.contentType())
                .cacheControl(whole.cacheControl())
                .acl(whole.acl())
                .storageClass(whole.storageClass())
                .serverSideEncryption(whole.serverSideEncryption())
                .ssekmsKeyId(whole.ssekmsKeyId())
                .tagging(whole.tagging());
    }

    /** Whether an object has what can be seen of them. */
    boolean areIn(HeadObjectResponse head, String contentType) {
        return contentType.equals(head.contentType())
                && cacheControl.equals(head.cacheControl() == null ? "" : head.cacheControl())
                && difference(head).isEmpty();
    }

    /** What an object has instead of the storage class or the encryption that it shall have; '' when it has them. */
    String difference(HeadObjectResponse head) {
        // Servers name no class when it is the usual one.
        String storageClass = head.storageClassAsString() == null ? "STANDARD" : head.storageClassAsString();
        if (!target.storageClass().isEmpty() && !target.storageClass().equals(storageClass)) {
            return "storage class " + storageClass + ", expected " + target.storageClass();
        }
        String encryption = head.serverSideEncryptionAsString() == null ? "none" : head.serverSideEncryptionAsString();
        if (!target.encryption().isEmpty() && !target.encryption().equals(encryption)) {
            return "encryption " + encryption + ", expected " + target.encryption();
        }
        return "";
    }

    private @Nullable String tagging() {
        return target.tags().isEmpty()
                ? null
                : target.tags().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String orNull(String setting) {
        return setting.isEmpty() ? null : setting;
    }
}
