package dev.caravan.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Stands before a real server: answers some requests itself, and changes the heads of the server's answers. Each connection carries one
 * request.
 */
public final class AlteringProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI upstream;
    private volatile Function<Request, Optional<String>> own = request -> Optional.empty();
    private volatile BinaryOperator<String> alter = (request, answer) -> answer;
    private volatile long most = Long.MAX_VALUE;

    /**
     * A request.
     *
     * @param head request line and headers, with the empty line
     */
    public record Request(String head, String body) {
        public String line() {
            return head.lines().findFirst().orElseThrow();
        }

        public boolean isSigned() {
            return head.contains("X-Amz-Signature=") || head.toLowerCase().contains("\nauthorization:");
        }
    }

    public AlteringProxy(URI upstream) throws IOException {
        this.upstream = upstream;
        daemon(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** @param answers from a request to a whole HTTP answer, or to nothing: then the server answers */
    public void answer(Function<Request, Optional<String>> answers) {
        own = answers;
    }

    /** @param change from the head of the request and that of the server's answer to another one */
    public void alter(BinaryOperator<String> change) {
        alter = change;
    }

    /** Cuts answers after so many bytes of their bodies. */
    public void cutAfter(long bytes) {
        most = bytes;
    }

    /** Passes on again what comes. */
    public void heal() {
        own = request -> Optional.empty();
        alter = (request, answer) -> answer;
        most = Long.MAX_VALUE;
    }

    /** A whole answer. */
    public static Optional<String> reply(int status, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return Optional.of("HTTP/1.1 " + status + " Altered\r\n" + more + "Content-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            OutputStream out = client.getOutputStream();
            if (head.toLowerCase().contains("expect: 100-continue")) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            Request request = new Request(head, new String(in.readNBytes(length(head)), ISO_8859_1));
            Optional<String> answer = own.apply(request);
            if (answer.isPresent()) {
                out.write(answer.get().getBytes(ISO_8859_1));
            } else {
                forward(request, out);
            }
        }
    }

    private void forward(Request request, OutputStream out) throws IOException {
        try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
            String once = request.head()
                    .replaceAll("(?i)\r\n(expect|connection):[^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            server.getOutputStream().write((once + request.body()).getBytes(ISO_8859_1));
            InputStream answer = new BufferedInputStream(server.getInputStream());
            out.write(alter.apply(request.head(), head(answer)).getBytes(ISO_8859_1));
            byte[] buffer = new byte[1 << 14];
            for (long left = most; left > 0; ) {
                int count = answer.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    return;
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException cut) {
                Thread.yield();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
