package dev.caravan.api.view;

import dev.caravan.s3.S3Connection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One request for what a link leads to. The log gets the object's key, never the path, which has the token. */
final class ObjectAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectAnswer.class);
    private static final int BUFFER = 1 << 16;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    /** Of objects that never change; whoever has read one may keep it, the link's end or not. */
    private static final String LASTING = "private, max-age=86400, immutable";

    private final ViewedPath path;
    private final ViewedTargets targets;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    ObjectAnswer(ViewedPath path, ViewedTargets targets, HttpServletRequest request, HttpServletResponse response) {
        this.path = path;
        this.targets = targets;
        this.request = request;
        this.response = response;
    }

    void answer(boolean withContent) throws IOException {
        Optional<S3Connection> connection = targets.of(path.pass());
        if (connection.isEmpty()) {
            ViewServlet.refuse(response, HttpStatus.NOT_FOUND, "the target of this link is no longer configured");
            return;
        }
        try {
            if (!answeredByHead(connection.get(), withContent)) {
                content(connection.get());
            }
        } catch (S3Exception e) {
            refused(connection.get(), e);
        } catch (SdkException e) {
            LOG.warn(
                    "{} of target {} was not read for a link: {}",
                    path.key(),
                    path.pass().target(),
                    e.toString());
            ViewServlet.refuse(response, HttpStatus.BAD_GATEWAY, "the target cannot be asked; try again soon");
        }
    }

    /** HEAD; and GET by who has it already. */
    private boolean answeredByHead(S3Connection connection, boolean withContent) {
        List<String> known = headers("If-None-Match");
        if (withContent && known.isEmpty()) {
            return false;
        }
        ViewedObject object = ViewedObject.of(ViewedTargets.head(connection, path.key()));
        if (!object.eTag().isEmpty() && Validators.names(known, object.eTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            describe(object);
            return true;
        }
        if (!withContent) {
            describe(object);
            response.setContentType(object.contentType());
            response.setContentLengthLong(object.length());
        }
        return !withContent;
    }

    private void content(S3Connection connection) throws IOException {
        ByteRange range = ByteRange.of(headers("Range")).orElse(null);
        String ifRange = request.getHeader("If-Range");
        if (range == null || ifRange == null) {
            send(ViewedTargets.get(connection, path.key(), range, null));
        } else if (isStill(connection, ifRange)) {
            send(unlessChanged(connection, range, ifRange.strip()));
        } else {
            send(ViewedTargets.get(connection, path.key(), null, null));
        }
    }

    private boolean isStill(S3Connection connection, String ifRange) {
        return Validators.isStill(
                ifRange,
                ViewedObject.of(ViewedTargets.head(connection, path.key())).eTag());
    }

    /** The whole, should it change at this very moment. */
    private ResponseInputStream<GetObjectResponse> unlessChanged(
            S3Connection connection, ByteRange range, String eTag) {
        try {
            return ViewedTargets.get(connection, path.key(), range, eTag);
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            return ViewedTargets.get(connection, path.key(), null, null);
        }
    }

    private void send(ResponseInputStream<GetObjectResponse> content) throws IOException {
        boolean whole = false;
        try {
            ViewedObject object = ViewedObject.of(content.response());
            describe(object);
            response.setContentType(object.contentType());
            response.setContentLengthLong(object.length());
            if (object.range() != null) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader("Content-Range", object.range());
            }
            whole = copy(content);
        } finally {
            if (whole) {
                content.close();
            } else {
                // Closing would first read all that is left.
                content.abort();
            }
        }
    }

    /**
     * At the pace of the slower side: what the client does not take is not read from the target.
     *
     * @return whether it was to the end; where it was not, the connection is cut, so that nobody takes a part for the whole
     * @throws IOException the client has gone
     */
    private boolean copy(ResponseInputStream<GetObjectResponse> content) throws IOException {
        OutputStream output = response.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int count;
            try {
                count = content.read(buffer);
            } catch (IOException | SdkException e) {
                LOG.warn(
                        "{} of target {} broke off: {}", path.key(), path.pass().target(), e.toString());
                return false;
            }
            if (count < 0) {
                return true;
            }
            output.write(buffer, 0, count);
        }
    }

    private void refused(S3Connection connection, S3Exception e) throws IOException {
        if (e.statusCode() == NOT_FOUND) {
            ViewServlet.refuse(response, HttpStatus.NOT_FOUND, "there is no object of this name");
        } else if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
            response.setHeader("Content-Range", "bytes */" + length(connection));
            ViewServlet.refuse(response, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "the object has no such bytes");
        } else {
            LOG.warn(
                    "target {} answered {} to a request for {}, made for a link",
                    path.pass().target(),
                    e.statusCode(),
                    path.key());
            ViewServlet.refuse(
                    response, HttpStatus.BAD_GATEWAY, "the target answered " + e.statusCode() + "; see the log");
        }
    }

    private String length(S3Connection connection) {
        try {
            return String.valueOf(ViewedTargets.head(connection, path.key()).contentLength());
        } catch (SdkException e) {
            LOG.debug("the length of {} is not known: {}", path.key(), e.toString());
            return "*";
        }
    }

    private void describe(ViewedObject object) {
        set("ETag", object.eTag().isEmpty() ? null : object.eTag());
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", path.pass().lasting() ? LASTING : "private, no-cache");
        if (object.modified() != null) {
            response.setDateHeader("Last-Modified", object.modified().toEpochMilli());
        }
    }

    private void set(String header, @Nullable String value) {
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    private List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }
}
