package dev.caravan.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The uploads in parts below a target's prefix that have not ended: those that are remembered, and those that only the server knows.
 *
 * @param listed false when the server does not list them, so that only those that are remembered are here
 */
record OpenUploads(List<OpenUpload> all, boolean listed) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenUploads.class);

    OpenUploads {
        all = List.copyOf(all);
    }

    /** @throws PublishException when the target cannot be reached */
    static OpenUploads in(S3Connection connection, UploadStates states) throws PublishException {
        String target = connection.target().name();
        List<OpenUpload> all = new ArrayList<>();
        for (RememberedUpload one : states.all(target)) {
            all.add(new OpenUpload(one.state().key(), one.state().upload(), one.since(), one.state()));
        }
        try {
            addUnremembered(connection, all);
            return new OpenUploads(all, true);
        } catch (PublishException e) {
            if (!(e.getCause() instanceof S3Exception)) {
                throw e;
            }
            LOG.info("target {}: only remembered uploads are looked at: {}", target, e.getMessage());
            return new OpenUploads(all, false);
        }
    }

    private static void addUnremembered(S3Connection connection, List<OpenUpload> all) throws PublishException {
        Set<String> known = new HashSet<>();
        all.forEach(upload -> known.add(upload.id()));
        ListMultipartUploadsRequest next = ListMultipartUploadsRequest.builder()
                .bucket(connection.target().bucket())
                .prefix(connection.target().prefix())
                .build();
        boolean more = true;
        while (more) {
            ListMultipartUploadsRequest request = next;
            ListMultipartUploadsResponse page =
                    connection.call("list of uploads", () -> connection.client().listMultipartUploads(request));
            for (MultipartUpload one : page.uploads()) {
                if (one.initiated() != null && known.add(one.uploadId())) {
                    all.add(new OpenUpload(one.key(), one.uploadId(), one.initiated(), null));
                }
            }
            more = Boolean.TRUE.equals(page.isTruncated());
            next = request.toBuilder()
                    .keyMarker(page.nextKeyMarker())
                    .uploadIdMarker(page.nextUploadIdMarker())
                    .build();
        }
    }
}
