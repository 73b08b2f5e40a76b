package dev.caravan.viewer;

import dev.caravan.s3.S3Connection;
import dev.caravan.s3.TargetSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Addresses that the target's own server lets anybody read for some time. They name the server as we talk to it, whatever the
 * target's public address is: the host is part of what is signed.
 */
final class SignedAddresses implements AutoCloseable {
    private final TargetSettings target;
    private final S3Presigner presigner;

    SignedAddresses(S3Connection connection) {
        this.target = connection.target();
        S3ServiceClientConfiguration client = connection.client().serviceClientConfiguration();
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(client.region())
                .credentialsProvider(client.credentialsProvider())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(target.pathStyle() || target.embedded())
                        .build());
        client.endpointOverride().ifPresent(builder::endpointOverride);
        this.presigner = builder.build();
    }

    /** An address for GET; nothing is asked of the server. */
    URI of(String key, Duration lifetime) {
        try {
            return presigner
                    .presignGetObject(request -> request.signatureDuration(lifetime)
                            .getObjectRequest(
                                    object -> object.bucket(target.bucket()).key(key)))
                    .url()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the SDK has signed what is no address", e);
        }
    }

    @Override
    public void close() {
        presigner.close();
    }
}
