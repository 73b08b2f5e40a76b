package dev.caravan.s3;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Opens connections to targets. Each upload has one of its own, because closing it is the only way to end a request that
 * hangs in a blocked write. Credentials, which may be expensive to get, are shared and kept.
 */
public final class S3Connections implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /** Silence on an open connection; a server that puts many parts together may be silent for long. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(10);

    private final @Nullable EmbeddedServer embedded;
    private final Map<String, AwsCredentialsProvider> credentials = new HashMap<>();

    /** @param embedded null when no target uses the server that this service runs */
    public S3Connections(PublishSettings settings, @Nullable EmbeddedServer embedded) {
        this.embedded = embedded;
        settings.targets().forEach(target -> credentials.put(target.name(), credentials(target)));
    }

    public S3Connection open(TargetSettings target) {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(CONNECT_LIMIT)
                        .socketTimeout(SILENCE_LIMIT))
                .region(Region.of(target.region()))
                .forcePathStyle(target.pathStyle() || target.embedded())
                .credentialsProvider(credentials.get(target.name()))
                // The SDK's default sends checksums as trailers, which many servers other than AWS refuse.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(options -> options.apiCallAttemptTimeout(S3Connection.SHORT_CALL)
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "caravan"));
        address(target).ifPresent(client::endpointOverride);
        return new S3Connection(target, client.build());
    }

    private Optional<URI> address(TargetSettings target) {
        return target.embedded() ? Optional.of(requireEmbedded().address()) : target.address();
    }

    private AwsCredentialsProvider credentials(TargetSettings target) {
        if (target.embedded()) {
            EmbeddedServer server = requireEmbedded();
            return fixed(server.accessKey(), server.secretKey().reveal());
        }
        if (!target.accessKey().isEmpty()) {
            return fixed(target.accessKey(), target.secretKey().reveal());
        }
        return target.profile().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(target.profile());
    }

    private static AwsCredentialsProvider fixed(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    private EmbeddedServer requireEmbedded() {
        if (embedded == null) {
            throw new IllegalStateException("a publish target uses the embedded S3 server, which was not started");
        }
        return embedded;
    }

    @Override
    public void close() {
        for (AwsCredentialsProvider provider : credentials.values()) {
            if (provider instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
