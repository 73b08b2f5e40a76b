package dev.caravan.storm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A request to an S3 server, as it was seen on its way. */
final class Request {
    private final int life;
    private final String method;
    private final URI target;
    private final Map<String, String> query = new HashMap<>();
    private final long length;
    private volatile String sha256 = "";
    private volatile int status;
    private volatile long answeredAt;

    /**
     * @param life of the service that sent it
     * @param head request line and headers
     */
    Request(int life, String head) {
        String[] line = head.lines().findFirst().orElseThrow().split(" ");
        this.life = life;
        this.method = line[0];
        this.target = URI.create(line[1]);
        this.length = header(head, "content-length");
        if (head.toLowerCase().contains("aws-chunked")) {
            throw new IllegalStateException(target + " is signed piece by piece, so its content cannot be compared");
        }
        if (target.getRawQuery() != null) {
            for (String pair : target.getRawQuery().split("&")) {
                String[] words = pair.split("=", 2);
                query.put(words[0], words.length == 1 ? "" : URLDecoder.decode(words[1], StandardCharsets.UTF_8));
            }
        }
    }

    /** Passes the content on. Returns false when it ended too early. */
    boolean copy(InputStream content, OutputStream server) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0; ) {
            int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return false;
            }
            digest.update(buffer, 0, count);
            server.write(buffer, 0, count);
            left -= count;
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
        return true;
    }

    void answered(String head) {
        answeredAt = System.nanoTime();
        status = head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]);
    }

    int life() {
        return life;
    }

    /** Whether the server had it, whole, and said so. */
    boolean succeeded() {
        return status == 200;
    }

    /** By {@link System#nanoTime}; 0 before that. */
    long answeredAt() {
        return answeredAt;
    }

    /** Content is on its way, or the answer. */
    boolean isOpen() {
        return answeredAt == 0;
    }

    boolean isPart() {
        return method.equals("PUT") && query.containsKey("partNumber");
    }

    /** An object that is sent in one request; not what finds out about the server. */
    boolean isObject() {
        return method.equals("PUT") && query.isEmpty() && !key().contains("/.caravan/");
    }

    boolean isBegin() {
        return method.equals("POST") && query.containsKey("uploads");
    }

    boolean isCompletion() {
        return method.equals("POST") && query.containsKey("uploadId");
    }

    boolean isAbort() {
        return method.equals("DELETE") && query.containsKey("uploadId");
    }

    /** Path with the bucket. */
    String key() {
        return target.getPath();
    }

    String upload() {
        return query.getOrDefault("uploadId", "");
    }

    String part() {
        return query.getOrDefault("partNumber", "");
    }

    String sha256() {
        return sha256;
    }

    long length() {
        return length;
    }

    @Override
    public String toString() {
        return method + " " + target + " of life " + life + ": " + status;
    }

    private static long header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith(name + ":"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
