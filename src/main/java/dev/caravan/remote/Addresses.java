package dev.caravan.remote;

import java.net.URI;

/** How addresses are shown. */
final class Addresses {

    private Addresses() {}

    /** Without what may be secret: a user, a password, a query, a fragment. */
    static String shown(URI address) {
        if (address.getHost() == null) {
            return String.valueOf(address.getScheme()) + ":…";
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return address.getScheme() + "://" + address.getHost() + port + path;
    }
}
