package dev.caravan.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP request byte for byte as a test writes it: Java's own client would mend it, or refuse to send it. */
public final class RawHttp {
    private static final int PATIENCE = 60_000;

    private RawHttp() {}

    /**
     * @param status of the answer
     * @param headers of the answer, in lower case, one a line
     * @param body of the answer
     */
    public record Answer(int status, String headers, String body) {

        public boolean isProblem() {
            return headers.contains("content-type: application/problem+json");
        }
    }

    /**
     * A request for this host.
     *
     * @param lines headers; then, if there is a body, an empty line and the body
     */
    public static Answer send(int port, String method, String target, String... lines) {
        String head = method + " " + target + " HTTP/1.1\nHost: 127.0.0.1:" + port + "\n";
        String rest = String.join("\n", lines);
        return send(port, head + (rest.contains("\n\n") ? rest : rest.isEmpty() ? "\n" : rest + "\n\n"));
    }

    /** @param request with \n between its lines, which become \r\n up to the empty line; what stands behind that is sent as it is */
    public static Answer send(int port, String request) {
        int end = request.indexOf("\n\n");
        String head = request.substring(0, end).replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write((head + request.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            // Otherwise a server that has refused would wait for the rest of a body that was announced and is not sent.
            socket.shutdownOutput();
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(request.lines().findFirst().orElse(""), e);
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP answer: '" + text + "'");
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        return new Answer(Integer.parseInt(head.split(" ")[1]), head, body(head, text.substring(end + 4)));
    }

    private static String body(String head, String sent) {
        return head.contains("transfer-encoding: chunked") ? joined(sent.getBytes(StandardCharsets.UTF_8)) : sent;
    }

    /** What chunks have between their lengths. */
    private static String joined(byte[] chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int place = 0;
        while (place < chunks.length) {
            int line = place;
            while (chunks[line] != '\r') {
                line++;
            }
            int length = Integer.parseInt(new String(chunks, place, line - place, StandardCharsets.US_ASCII), 16);
            body.write(chunks, line + 2, length);
            place = length == 0 ? chunks.length : line + 2 + length + 2;
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
