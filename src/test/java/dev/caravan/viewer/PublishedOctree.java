package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.s3.RealS3;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What stands for an octree in the bucket of {@link RealS3}: three objects in a directory of its own. */
public final class PublishedOctree {
    public static final String OCTREE = "0123456789".repeat(50);
    public static final String METADATA = "{\"version\": \"2.0\", \"points\": 12}";

    private final String key = UUID.randomUUID().toString();

    private PublishedOctree() {}

    /** @param acl of each object; '' for none, which is private */
    public static PublishedOctree withAcl(String acl) {
        PublishedOctree octree = new PublishedOctree();
        octree.put("metadata.json", "application/json", METADATA, acl);
        octree.put("hierarchy.bin", "application/octet-stream", "hierarchy", acl);
        octree.put("octree.bin", "application/octet-stream", OCTREE, acl);
        return octree;
    }

    public void put(String name, String type, String content, String acl) {
        try (S3Client client = RealS3.owner()) {
            client.putObject(
                    object -> object.bucket(RealS3.BUCKET)
                            .key(key + "/" + name)
                            .contentType(type)
                            .acl(acl.isEmpty() ? null : acl),
                    RequestBody.fromString(content));
        }
    }

    public String key() {
        return key;
    }

    /** As it is seen by way of this server. */
    public Publication in(String target, URI server) {
        URI address = URI.create(server + "/" + RealS3.BUCKET + "/" + key + "/metadata.json");
        return new Publication(
                target, Layout.PLAIN, "v1", key + "/", address, null, 3, 1000, Instant.EPOCH, "job-1", null);
    }
}
