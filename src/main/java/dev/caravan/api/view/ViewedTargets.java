package dev.caravan.api.view;

import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.viewer.Pass;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reads objects for those who have links, over one connection pool a target, which is there from the first link on. */
public final class ViewedTargets implements AutoCloseable {
    private final PublishSettings settings;
    private final S3Connections connections;
    private final Map<String, S3Connection> open = new ConcurrentHashMap<>();

    public ViewedTargets(PublishSettings settings, S3Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** Empty when the target is no longer in the configuration. */
    Optional<S3Connection> of(Pass pass) {
        return settings.targets().stream()
                .filter(target -> target.name().equals(pass.target()))
                .findFirst()
                .map(target -> open.computeIfAbsent(
                        target.name(), name -> connections.open(target, ViewServlet.MOST_AT_ONCE)));
    }

    static HeadObjectResponse head(S3Connection connection, String key) {
        return connection.client().headObject(request -> request.bucket(
                        connection.target().bucket())
                .key(key));
    }

    /**
     * The caller closes it, or aborts it, which ends the request.
     *
     * @param eTag what it must be, or the answer is 412; null for whatever is there
     */
    static ResponseInputStream<GetObjectResponse> get(
            S3Connection connection, String key, @Nullable ByteRange range, @Nullable String eTag) {
        return connection.client().getObject(request -> request.bucket(
                        connection.target().bucket())
                .key(key)
                .range(range == null ? null : range.text())
                .ifMatch(eTag));
    }

    @Override
    public void close() {
        open.values().forEach(S3Connection::close);
    }
}
