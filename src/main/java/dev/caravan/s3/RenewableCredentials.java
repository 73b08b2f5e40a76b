package dev.caravan.s3;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials that are looked up anew when a server says that they have run out, whatever their provider remembers. */
final class RenewableCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenewableCredentials.class);

    private final String target;
    private final Supplier<AwsCredentialsProvider> source;
    private AwsCredentialsProvider provider;

    RenewableCredentials(String target, Supplier<AwsCredentialsProvider> source) {
        this.target = target;
        this.source = source;
        this.provider = source.get();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        AwsCredentialsProvider present;
        synchronized (this) {
            present = provider;
        }
        return present.resolveCredentials();
    }

    synchronized void renew() {
        LOG.info("the credentials of target {} have expired; they are looked up again", target);
        close();
        provider = source.get();
    }

    @Override
    public synchronized void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
