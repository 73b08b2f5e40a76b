package dev.caravan.s3;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The requests that carry content. What the server answers of it is compared at once: what is wrong is sent again, until the
 * tries are used up.
 */
final class ContentRequests {
    private final S3Connection connection;
    private final CountedContent.Passage passage;
    private final LongConsumer sent;

    /**
     * @param sent is told how many more bytes are on their way
     */
    ContentRequests(S3Connection connection, CountedContent.Passage passage, LongConsumer sent) {
        this.connection = connection;
        this.passage = passage;
        this.sent = sent;
    }

    ReceivedPart put(PutObjectRequest.Builder request, String key, PartContent content) throws IOException {
        CountedContent body = counted(content);
        PartDigest before = content.before();
        if (before != null) {
            request.contentMD5(before.contentMd5()).checksumCRC64NVME(before.crc64Text());
        }
        PutObjectRequest whole = request.build();
        String what = "PUT of " + key;
        return connection.send(what, () -> {
            PutObjectResponse answer = connection.client().putObject(whole, body(body, content));
            return received(what, content, answer.eTag(), answer.checksumCRC64NVME(), answer.serverSideEncryption());
        });
    }

    ReceivedPart part(UploadPartRequest.Builder request, PartContent content) throws IOException {
        CountedContent body = counted(content);
        PartDigest before = content.before();
        if (before != null) {
            request.contentMD5(before.contentMd5()).checksumCRC64NVME(before.crc64Text());
        }
        UploadPartRequest part = request.build();
        String what = "PUT of part " + part.partNumber() + " of " + part.key();
        return connection.send(what, () -> {
            UploadPartResponse answer = connection.client().uploadPart(part, body(body, content));
            return received(what, content, answer.eTag(), answer.checksumCRC64NVME(), answer.serverSideEncryption());
        });
    }

    private static ReceivedPart received(
            String what,
            PartContent content,
            @Nullable String eTag,
            @Nullable String crc64,
            @Nullable ServerSideEncryption encryption)
            throws IOException {
        PartDigest digest = content.after();
        String plain = eTag == null ? "" : eTag.replace("\"", "");
        if (crc64 != null && digest.crc64() != null && !crc64.equals(digest.crc64Text())) {
            throw wrong(what, "CRC64NVME", String.valueOf(digest.crc64Text()), crc64);
        }
        boolean isMd5 =
                plain.matches("[0-9a-f]{32}") && (encryption == null || encryption == ServerSideEncryption.AES256);
        if (isMd5 && !digest.md5().isEmpty() && !plain.equals(digest.md5())) {
            throw wrong(what, "ETag", digest.md5(), plain);
        }
        return new ReceivedPart(digest, plain);
    }

    private static WrongAnswerException wrong(String request, String value, String expected, String found) {
        return new WrongAnswerException(
                request + ": the server has something else: expected " + value + " " + expected + ", found " + found);
    }

    private CountedContent counted(PartContent content) {
        return new CountedContent(content, passage, sent);
    }

    private static RequestBody body(CountedContent body, PartContent content) {
        return RequestBody.fromContentProvider(body, content.length(), "application/octet-stream");
    }
}
