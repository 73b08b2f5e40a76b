package dev.caravan.s3;

import dev.caravan.s3.limit.Parallelism;
import dev.caravan.setting.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Opens connections to targets. Each upload has one of its own, because closing it is the only way to end a request that
 * hangs in a blocked write. Credentials, which may be expensive to get, are shared and kept.
 */
public final class S3Connections implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /** None: the watch ends silent connections, and knows how long a server may be silent at what. */
    private static final Duration NO_LIMIT = Duration.ZERO;

    private final PublishSettings settings;
    private final @Nullable EmbeddedServer embedded;
    private final UploadStates states;
    private final SharedLimits limits;
    private final KnownCapabilities capabilities;
    private final Map<String, RenewableCredentials> credentials = new HashMap<>();
    private final Map<String, Parallelism> parallelism = new HashMap<>();

    /** @param embedded null when no target uses the server that this service runs */
    public S3Connections(PublishSettings settings, @Nullable EmbeddedServer embedded) {
        this(settings, embedded, new ForgottenUploads(), new OwnCapabilities());
    }

    /** Everything that others may have to know is in this Redis. */
    public S3Connections(PublishSettings settings, @Nullable EmbeddedServer embedded, StringRedisTemplate redis) {
        this(settings, embedded, new RedisUploads(redis), new RedisCapabilities(redis));
    }

    /**
     * With memories of one's own choice.
     *
     * @param states of uploads that were cut off
     * @param remembered what was found out of servers
     */
    S3Connections(
            PublishSettings settings,
            @Nullable EmbeddedServer embedded,
            UploadStates states,
            RememberedCapabilities remembered) {
        this.states = states;
        this.capabilities = new KnownCapabilities(remembered, Clock.systemUTC());
        this.settings = settings;
        this.embedded = embedded;
        this.limits = new SharedLimits(settings);
        for (TargetSettings target : settings.targets()) {
            credentials.put(target.name(), new RenewableCredentials(target.name(), () -> credentials(target)));
            parallelism.put(target.name(), new Parallelism(settings.connections()));
        }
    }

    public S3Connection open(TargetSettings target) {
        return open(target, settings.connections() + 2);
    }

    /** @param requests as many as this at a time; others wait until one of them has ended */
    public S3Connection open(TargetSettings target, int requests) {
        RenewableCredentials provider = Objects.requireNonNull(credentials.get(target.name()));
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(new WatchedHttpClient.Builder(
                        ApacheHttpClient.builder()
                                .connectionTimeout(CONNECT_LIMIT)
                                .socketTimeout(NO_LIMIT)
                                .maxConnections(requests),
                        settings.retry(),
                        limits.watch()))
                .region(Region.of(target.region()))
                .forcePathStyle(target.pathStyle() || target.embedded())
                .credentialsProvider(provider)
                // The SDK's default sends checksums as trailers, which many servers other than AWS refuse.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(options -> options.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "caravan"));
        address(target).ifPresent(address -> {
            client.endpointOverride(address);
            if (UnsignedPayload.suits(address)) {
                client.putAuthScheme(new UnsignedPayload());
            }
        });
        Retries retries = new Retries(settings.retry(), parallelism(target), provider);
        return new S3Connection(target, client.build(), retries);
    }

    /**
     * Finds out anew what a target's server can do.
     *
     * @throws PublishException when it cannot be reached, or has no such bucket
     */
    public Capabilities probe(TargetSettings target) throws PublishException {
        try (S3Connection connection = open(target)) {
            return capabilities.probe(connection);
        }
    }

    /**
     * What a target's server can do; it is asked once a day.
     *
     * @throws PublishException when it cannot be reached, or has no such bucket
     */
    public Capabilities capabilities(TargetSettings target) throws PublishException {
        Optional<Capabilities> known = capabilities.fresh(target);
        return known.isPresent() ? known.get() : probe(target);
    }

    /** What was found out last, without asking anybody. */
    public Optional<Capabilities> known(TargetSettings target) {
        return capabilities.of(target);
    }

    /** How many uploads in parts to a target have begun and not ended, as far as they are remembered. */
    public long unfinished(TargetSettings target) {
        return states.count(target.name());
    }

    KnownCapabilities capabilities() {
        return capabilities;
    }

    /** What all uploads share. */
    SharedLimits limits() {
        return limits;
    }

    UploadStates states() {
        return states;
    }

    PublishSettings settings() {
        return settings;
    }

    /** Of the requests that a target is sent. */
    Parallelism parallelism(TargetSettings target) {
        return Objects.requireNonNull(parallelism.get(target.name()));
    }

    private Optional<URI> address(TargetSettings target) {
        return target.embedded() ? Optional.of(requireEmbedded().address()) : target.address();
    }

    private AwsCredentialsProvider credentials(TargetSettings target) {
        if (target.embedded()) {
            EmbeddedServer server = requireEmbedded();
            return fixed(server.accessKey(), server.secretKey(), Secret.NONE);
        }
        CredentialSettings named = settings.credentials(target);
        if (!named.accessKey().isEmpty()) {
            return fixed(named.accessKey(), named.secretKey(), named.sessionToken());
        }
        return named.profile().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(named.profile());
    }

    private static AwsCredentialsProvider fixed(String accessKey, Secret secretKey, Secret sessionToken) {
        return StaticCredentialsProvider.create(
                sessionToken.isEmpty()
                        ? AwsBasicCredentials.create(accessKey, secretKey.reveal())
                        : AwsSessionCredentials.create(accessKey, secretKey.reveal(), sessionToken.reveal()));
    }

    private EmbeddedServer requireEmbedded() {
        if (embedded == null) {
            throw new IllegalStateException("a publish target uses the embedded S3 server, which was not started");
        }
        return embedded;
    }

    @Override
    public void close() {
        limits.close();
        credentials.values().forEach(RenewableCredentials::close);
    }
}
