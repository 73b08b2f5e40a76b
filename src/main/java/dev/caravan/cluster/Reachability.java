package dev.caravan.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the API server is away, or what it refuses, and once that all is well again, however often it was asked. */
final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final String AWAY = "away";

    private @Nullable String trouble;
    private boolean silent;

    /** A request that is broken off because this instance stops is nothing to speak of. */
    synchronized void silence() {
        silent = true;
    }

    synchronized void answered() {
        if (trouble != null) {
            LOG.info("the cluster's API server {}", trouble.equals(AWAY) ? "is back" : "refuses that no more");
            trouble = null;
        }
    }

    /** @param what could not be done */
    synchronized void failed(String what, KubernetesClientException fault) {
        if (fault.getCode() == HttpURLConnection.HTTP_CONFLICT) {
            // Another candidate was quicker.
            answered();
            return;
        }
        IOException reason = Refusals.of(what, fault);
        boolean away = reason instanceof ClusterAwayException;
        String now = away ? AWAY : String.valueOf(reason.getMessage());
        if (!silent && !now.equals(trouble)) {
            trouble = now;
            LOG.warn("the cluster's API server {}: {}", away ? "is away" : "refuses", reason.getMessage());
        }
    }
}
