package dev.caravan.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A name leads to an address that is not public. */
final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    PrivateAddressException(String host, InetAddress address) {
        super("'" + host + "' has the address " + address.getHostAddress() + ", which is not public");
    }
}
