package dev.caravan.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/** Tells what the API server has refused from what it could not be asked. */
final class Refusals {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CALLERS_FAULT = 400;
    private static final int SERVERS_FAULT = 500;

    private Refusals() {}

    /** @param what could not be done, as the beginning of the message */
    static IOException of(String what, KubernetesClientException fault) {
        String message = what + ": " + said(fault);
        boolean refused = fault.getCode() >= CALLERS_FAULT
                && fault.getCode() < SERVERS_FAULT
                && fault.getCode() != TOO_MANY_REQUESTS;
        return !refused ? new ClusterAwayException(message, fault) : new IOException(message, fault);
    }

    /** The server's own words, without the request that they answer. */
    private static String said(KubernetesClientException fault) {
        boolean own = fault.getStatus() != null && fault.getStatus().getMessage() != null;
        String message = own ? fault.getStatus().getMessage() : String.valueOf(fault.getMessage());
        return !own && fault.getCause() != null ? message + " (" + fault.getCause() + ")" : message;
    }
}
