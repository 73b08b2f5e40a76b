package dev.caravan.s3;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What is below the directory that some objects share, in a request for a thousand of them instead of one for each.
 *
 * @param found by key
 */
record Listing(Map<String, S3Object> found) {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);
    /** Fewer objects are asked for one by one: that says more of each. */
    static final int MANY = 16;
    /** So many more than are wanted may be there; else each is asked for. */
    private static final int FOREIGN = 2_000;

    /** Empty when it would not pay, or the server does not let us list. */
    static Optional<Listing> of(S3Connection connection, Collection<LocalObject> objects) {
        if (objects.size() <= MANY) {
            return Optional.empty();
        }
        try {
            return list(connection, sharedDirectory(objects), objects.size() + FOREIGN);
        } catch (PublishException e) {
            LOG.debug("asking for each object instead: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Listing> list(S3Connection connection, String prefix, int most) throws PublishException {
        Map<String, S3Object> found = new HashMap<>();
        ListObjectsV2Request next = ListObjectsV2Request.builder()
                .bucket(connection.target().bucket())
                .prefix(prefix)
                .build();
        boolean more = true;
        while (more) {
            ListObjectsV2Request request = next;
            ListObjectsV2Response page = connection.call(
                    "list of " + prefix, () -> connection.client().listObjectsV2(request));
            page.contents().forEach(object -> found.put(object.key(), object));
            if (found.size() > most) {
                return Optional.empty();
            }
            more = Boolean.TRUE.equals(page.isTruncated());
            next = request.toBuilder()
                    .continuationToken(page.nextContinuationToken())
                    .build();
        }
        return Optional.of(new Listing(found));
    }

    boolean has(String key) {
        return found.containsKey(key);
    }

    /** Whether size and ETag of an object are those of the content; false as well when they say nothing of it. */
    boolean proves(String key, SentContent content) {
        S3Object object = found.get(key);
        return object != null
                && object.size() != null
                && object.size() == content.size()
                && object.eTag() != null
                && object.eTag().replace("\"", "").equals(content.md5());
    }

    private static String sharedDirectory(Collection<LocalObject> objects) {
        String shared = objects.iterator().next().key();
        for (LocalObject object : objects) {
            int length = 0;
            int most = Math.min(shared.length(), object.key().length());
            while (length < most && shared.charAt(length) == object.key().charAt(length)) {
                length++;
            }
            shared = shared.substring(0, length);
        }
        return shared.substring(0, shared.lastIndexOf('/') + 1);
    }
}
