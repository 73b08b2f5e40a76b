package dev.caravan.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Stands before a real S3 server, writes down each request's head, and answers some requests itself, or is slow. Each connection
 * carries one request.
 */
public final class FaultyProxy implements AutoCloseable {
    /** The answer that never comes: the request is read no further than its headers. */
    public static final String SILENCE = "silence";

    /** The answer of a connection that is cut after some bytes of the request's content. */
    public static final String CUT = "cut";

    /** The answer of a connection that stays open, but of whose content no more than some bytes are taken. */
    public static final String STALL = "stall";

    /** The answer to a request whose content arrives with another byte in it. */
    public static final String DAMAGE = "damage";

    /** At the end of an answer: the connection stays open after it. */
    public static final String OPEN_END = "\0";

    private static final int BEFORE_THE_CUT = 100_000;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI upstream;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch silent = new CountDownLatch(1);
    private volatile Function<String, Optional<String>> fault = head -> Optional.empty();
    private volatile int bytesATick = Integer.MAX_VALUE;

    public FaultyProxy(URI upstream) throws IOException {
        this.upstream = upstream;
        daemon(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** @param fault from a request line (`PUT /bucket/key HTTP/1.1`) to a whole HTTP answer, to silence, or to nothing */
    public void answer(Function<String, Optional<String>> fault) {
        this.fault = head -> fault.apply(line(head));
    }

    /** @param fault as of {@link #answer}, from request line and headers, with the empty line */
    public void answerHead(Function<String, Optional<String>> fault) {
        this.fault = fault;
    }

    /** Passes on no more than so many bytes in a twentieth of a second, of each request and of each answer. */
    public void slow(int bytes) {
        bytesATick = bytes;
    }

    public void heal() {
        fault = head -> Optional.empty();
        bytesATick = Integer.MAX_VALUE;
    }

    public static Optional<String> status(int code) {
        return Optional.of("HTTP/1.1 " + code + " Faulty\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    /** An S3 error, with the time at the server. */
    public static Optional<String> error(int status, String code, Instant date) {
        String body = "<Error><Code>" + code + "</Code><Message>faulty</Message></Error>";
        return Optional.of("HTTP/1.1 " + status + " Faulty\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atZone(ZoneOffset.UTC))
                + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    /** Method and path of each request so far, in order. */
    public List<String> requests() {
        return heads.stream()
                .map(FaultyProxy::line)
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    /** Request line and headers of each request so far, in order. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    public void forgetRequests() {
        heads.clear();
    }

    public void awaitSilence() throws InterruptedException {
        silent.await();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            open.add(client);
            daemon(() -> {
                try {
                    serve(client);
                } catch (IOException e) {
                    // What became of the other side, such as a server that has enough of a content, is this side's,
                    // too.
                    client.close();
                    throw e;
                }
            });
        }
    }

    private void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String head = readHead(in);
        if (head.isEmpty()) {
            client.close();
            return;
        }
        heads.add(head);
        Optional<String> answer = fault.apply(head);
        if (answer.equals(Optional.of(SILENCE))) {
            silent.countDown();
            return;
        }
        if (answer.equals(Optional.of(CUT))) {
            in.skipNBytes(Math.min(BEFORE_THE_CUT, contentLength(head)));
            client.close();
            return;
        }
        if (answer.equals(Optional.of(STALL))) {
            in.skipNBytes(Math.min(BEFORE_THE_CUT, contentLength(head)));
            return;
        }
        OutputStream out = client.getOutputStream();
        if (answer.equals(Optional.of(DAMAGE))) {
            forward(head, new DamagedInput(in), out);
        } else if (answer.isPresent()) {
            if (asksFirst(head)) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            in.skipNBytes(contentLength(head));
            out.write(answer.get().replace(OPEN_END, "").getBytes(StandardCharsets.US_ASCII));
            if (answer.get().endsWith(OPEN_END)) {
                return;
            }
        } else {
            forward(head, in, out);
        }
        client.close();
    }

    private void forward(String head, InputStream body, OutputStream answer) throws IOException {
        try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
            String once = head.replaceAll("(?i)\r\n(connection):[^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            OutputStream out = server.getOutputStream();
            out.write(once.getBytes(StandardCharsets.ISO_8859_1));
            if (asksFirst(head)) {
                String first = firstAnswer(server);
                answer.write(first.getBytes(StandardCharsets.ISO_8859_1));
                if (!first.startsWith("HTTP/1.1 100")) {
                    pass(server.getInputStream(), answer, Long.MAX_VALUE);
                    return;
                }
            }
            CountedInput counted = new CountedInput(body);
            try {
                pass(counted, out, contentLength(head));
            } catch (SocketException early) {
                // It has answered without having taken all.
                body.skipNBytes(contentLength(head) - counted.count);
            }
            pass(server.getInputStream(), answer, Long.MAX_VALUE);
        }
    }

    private void pass(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long tick = 0;
        for (long left = most; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(Math.min(buffer.length, bytesATick), left));
            if (count < 0) {
                return;
            }
            out.write(buffer, 0, count);
            left -= count;
            tick += count;
            if (tick >= bytesATick) {
                tick = 0;
                LockSupport.parkNanos(TICK);
            }
        }
    }

    /** Some servers never say that they want the content. */
    private static String firstAnswer(Socket server) throws IOException {
        server.setSoTimeout(500);
        try {
            return readHead(server.getInputStream());
        } catch (SocketTimeoutException e) {
            return "HTTP/1.1 100 Continue\r\n\r\n";
        } finally {
            server.setSoTimeout(0);
        }
    }

    /** Whether the client waits with its content until the server has not refused the request. */
    private static boolean asksFirst(String head) {
        return head.toLowerCase().contains("expect: 100-continue");
    }

    private static String line(String head) {
        return head.lines().findFirst().orElseThrow();
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static long contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    /** With another first byte. */
    private static final class DamagedInput extends FilterInputStream {
        private boolean done;

        DamagedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0 && !done) {
                bytes[offset] ^= 1;
                done = true;
            }
            return read;
        }
    }

    private static final class CountedInput extends FilterInputStream {
        private long count;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A connection that the other side has cut is what these tests are about. */
    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException | EOFException cut) {
                Thread.yield();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
