package dev.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.Chromium;
import dev.caravan.support.ViewerPage;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** A page of another origin reads an octree of the embedded server as viewers do, in a real browser. */
class ViewerInBrowserTest {
    @TempDir
    Path temp;

    @Test
    void aPageOfAnotherOriginReadsMetadataAndAByteRange() throws Exception {
        Chromium browser = Chromium.orSkip(temp);
        try (EmbeddedS3 s3 = aServerWithAnOctree()) {
            String dom = browser.show(ViewerPage.of(URI.create(s3.endpoint() + "/clouds/terrain"), 3, 6));

            assertThat(dom).contains("points=12 status=206 range=bytes 3-6/10 length=4 etag=true body=3456");
        }
    }

    private EmbeddedS3 aServerWithAnOctree() throws IOException {
        Workspace workspace = new Workspace(temp.resolve("data"));
        EmbeddedS3 s3;
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            s3 = EmbeddedS3.start(workspace, lock, new S3Settings(0));
        }
        s3.createBuckets(Set.of("clouds"));
        try (S3Client client = S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        s3.accessKey(), s3.secretKey().reveal())))
                .build()) {
            put(client, "terrain/metadata.json", "application/json", "{\"points\": 12}");
            put(client, "terrain/octree.bin", "application/octet-stream", "0123456789");
        }
        return s3;
    }

    private static void put(S3Client client, String key, String type, String content) {
        client.putObject(
                object -> object.bucket("clouds").key(key).contentType(type).acl(ObjectCannedACL.PUBLIC_READ),
                RequestBody.fromString(content));
    }
}
