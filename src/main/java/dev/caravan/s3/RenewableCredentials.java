package dev.caravan.s3;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials that are looked up anew when a server refuses them, whatever their provider remembers. */
final class RenewableCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenewableCredentials.class);

    private final String target;
    private final Supplier<AwsCredentialsProvider> source;
    private AwsCredentialsProvider provider;
    private @Nullable AwsCredentials present;
    private int edition;

    RenewableCredentials(String target, Supplier<AwsCredentialsProvider> source) {
        this.target = target;
        this.source = source;
        this.provider = source.get();
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsCredentials found = provider.resolveCredentials();
        if (!found.equals(present)) {
            present = found;
            edition++;
        }
        return found;
    }

    /** Counts up with each change; 0 before they were first asked for. */
    synchronized int edition() {
        return edition;
    }

    /**
     * Looks where they come from, unless that has brought others meanwhile.
     *
     * @param refused those that the server does not take any more
     * @return whether there are others now
     */
    synchronized boolean renew(int refused) {
        int before = edition;
        if (refused != 0 && refused != before) {
            return true;
        }
        close();
        provider = source.get();
        try {
            resolveCredentials();
        } catch (SdkException e) {
            LOG.warn("the credentials of target {} cannot be looked up again: {}", target, e.getMessage());
            return false;
        }
        boolean others = edition != before;
        if (others) {
            LOG.info("target {}: the server refused the credentials; there are new ones", target);
        }
        return others;
    }

    @Override
    public synchronized void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
