package dev.caravan.remote;

import dev.caravan.converter.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Reads small documents of HTTP servers, within limits. Each address that is asked, those of redirects too, is one that is allowed; no
 * cookie is kept, and nothing is said of who asks.
 */
public final class Documents implements AutoCloseable {
    private final AllowedSources allowed;
    private final RemoteLimits limits;
    private final CloseableHttpClient client;

    /** @param privateAddresses whether servers may be asked whose address is not public */
    public Documents(AllowedSources allowed, boolean privateAddresses, RemoteLimits limits) {
        this.allowed = allowed;
        this.limits = limits;
        this.client = client(privateAddresses ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses(), limits);
    }

    /**
     * What a server says.
     *
     * @param status 200, or one of those that say that there is nothing
     * @param body empty unless the status is 200
     * @param address that was asked at last
     */
    public record Found(int status, byte[] body, URI address) {
        public boolean isThere() {
            return status == 200;
        }
    }

    /**
     * Asks for a document.
     *
     * @throws BadInputException the address is not allowed, what is there is too large, or the server sends elsewhere too often
     * @throws IOException the server cannot be reached, fails, or is too slow
     */
    public Found get(URI address) throws IOException {
        long end = System.nanoTime() + limits.whole().toNanos();
        URI asked = address;
        for (int redirects = 0; ; redirects++) {
            try (CloseableHttpResponse response = ask(allowed.address(asked.toString()), end)) {
                int status = response.getStatusLine().getStatusCode();
                if (!isRedirect(status)) {
                    return found(asked, status, response, end);
                }
                if (redirects == limits.redirects()) {
                    throw new BadInputException(
                            Addresses.shown(address) + " sends elsewhere more than " + limits.redirects() + " times");
                }
                asked = next(asked, response.getFirstHeader("Location"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private CloseableHttpResponse ask(URI address, long end) throws IOException {
        HttpGet get = new HttpGet(address);
        get.setHeader("Accept", "application/json, application/geo+json;q=0.9, */*;q=0.1");
        int wait = (int)
                Math.max(1, Math.min(limits.silence().toMillis(), left(end).toMillis()));
        get.setConfig(RequestConfig.custom()
                .setConnectTimeout(wait)
                .setConnectionRequestTimeout(wait)
                .setSocketTimeout(wait)
                .setRedirectsEnabled(false)
                .build());
        try {
            return client.execute(get);
        } catch (PrivateAddressException e) {
            throw new BadInputException(
                    Addresses.shown(address) + " may not be read: " + e.getMessage()
                            + "; caravan.geozarr.private-addresses allows it",
                    e);
        } catch (IOException e) {
            throw new IOException(Addresses.shown(address) + " cannot be read: " + e, e);
        }
    }

    private Found found(URI address, int status, CloseableHttpResponse response, long end) throws IOException {
        return switch (status) {
            case 200 -> new Found(status, body(address, response.getEntity(), end), address);
            // Object stores answer 403 for what is not there to those who may not list.
            case 403, 404, 410 -> new Found(status, new byte[0], address);
            case 408, 425, 429 -> throw new IOException(Addresses.shown(address) + ": the server answered " + status);
            default -> {
                String said = Addresses.shown(address) + ": the server answered " + status + ", expected is 200";
                if (status >= 500) {
                    throw new IOException(said);
                }
                throw new BadInputException(said);
            }
        };
    }

    private byte[] body(URI address, HttpEntity entity, long end) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            // Not closed by itself: that would read all that is left of it. The response is, which ends the connection.
            InputStream content = entity.getContent();
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                if (bytes.size() + read > limits.bytes()) {
                    throw new BadInputException(Addresses.shown(address) + " is larger than " + limits.bytes()
                            + " bytes, the most that is read");
                }
                bytes.write(buffer, 0, read);
                if (left(end).isNegative()) {
                    throw new IOException(Addresses.shown(address) + " was not read within " + limits.whole()
                            + ": the server is too slow");
                }
            }
        } catch (BadInputException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(Addresses.shown(address) + " cannot be read: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static URI next(URI asked, Header location) {
        URI next;
        try {
            next = asked.resolve(location == null ? "" : location.getValue());
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Addresses.shown(asked) + " sends to something that is no address", e);
        }
        if (location == null
                || !String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT).equals(asked.getScheme())) {
            throw new BadInputException(Addresses.shown(asked) + " sends to " + Addresses.shown(next)
                    + ", but only what has the same scheme is followed");
        }
        return next;
    }

    private static Duration left(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static CloseableHttpClient client(DnsResolver names, RemoteLimits limits) {
        Registry<ConnectionSocketFactory> sockets = RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register("https", SSLConnectionSocketFactory.getSocketFactory())
                .build();
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(sockets, names);
        connections.setMaxTotal(16);
        connections.setDefaultMaxPerRoute(8);
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setUserAgent("caravan")
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .setConnectionTimeToLive(limits.whole().toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }
}
