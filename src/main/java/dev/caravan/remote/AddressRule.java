package dev.caravan.remote;

import dev.caravan.setting.InvalidSettingException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin in the same way: of one scheme, host and port, below one path.
 *
 * @param host in lower case; `*` for any, `*.example.org` for all below that one
 * @param port of the host; the scheme's own when none was written
 * @param path with a slash at its end
 */
record AddressRule(String scheme, String host, int port, String path) {
    static final String ALLOWED =
            "an absolute directory, or an address such as https://data.example.org/zarr, https://*.example.org or https://*";

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>https?)://(?<host>\\*|(\\*\\.)?[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{1,5}))?(?<path>/[^?#]*)?");

    /** @throws InvalidSettingException naming the key */
    static AddressRule of(String key, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidSettingException(key, text, ALLOWED);
        }
        String scheme = form.group("scheme").toLowerCase(Locale.ROOT);
        String path = form.group("path") == null ? "/" : form.group("path");
        return new AddressRule(
                scheme,
                form.group("host").toLowerCase(Locale.ROOT),
                form.group("port") == null ? usualPort(scheme) : Integer.parseInt(form.group("port")),
                path.endsWith("/") ? path : path + "/");
    }

    boolean allows(URI address) {
        String named = address.getScheme().toLowerCase(Locale.ROOT);
        int asked = address.getPort() < 0 ? usualPort(named) : address.getPort();
        return named.equals(scheme)
                && asked == port
                && allowsHost(address.getHost().toLowerCase(Locale.ROOT))
                && allowsPath(address.getRawPath());
    }

    private boolean allowsHost(String asked) {
        return host.equals("*")
                || host.equals(asked)
                || (host.startsWith("*.") && asked.endsWith(host.substring(1)) && asked.length() >= host.length());
    }

    /** What a server makes of an escaped slash or dot is its own affair, so no such path counts as being below another. */
    private boolean allowsPath(String asked) {
        String lower = asked.toLowerCase(Locale.ROOT);
        boolean escaped = lower.contains("%2f") || lower.contains("%2e") || lower.contains("%5c");
        return path.equals("/") || (!escaped && (asked.endsWith("/") ? asked : asked + "/").startsWith(path));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
