package dev.caravan.storm;

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
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a real S3 server, passes everything on, and writes down what was sent. Each connection carries one request. What a
 * sender who dies has sent whole is passed on all the same, as a network would, and the server's answer is noted though nobody waits
 * for it.
 */
final class CountingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI upstream;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private volatile int life;

    CountingProxy(URI upstream) throws IOException {
        this.upstream = upstream;
        daemon(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** All so far, in the order in which they began. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Whether the service that lives has begun to send one. */
    boolean partHasBegun() {
        return requests.stream().anyMatch(request -> request.life() == life && request.isPart());
    }

    /** What kept this proxy from counting. */
    Set<String> faults() {
        return Set.copyOf(faults);
    }

    /** The service that sends from now on is the one with this number. */
    void begin(int newLife) {
        life = newLife;
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (Socket client = socket) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            Request request = new Request(life, head);
            requests.add(request);
            if (head.toLowerCase().contains("expect: 100-continue")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            forward(request, head, in, client.getOutputStream());
        }
    }

    private void forward(Request request, String head, InputStream content, OutputStream answer) throws IOException {
        try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
            String once = head.replaceAll("(?i)\r\n(expect|connection):[^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            server.getOutputStream().write(once.getBytes(ISO_8859_1));
            if (request.copy(content, server.getOutputStream())) {
                InputStream answered = new BufferedInputStream(server.getInputStream());
                String answerHead = head(answered);
                request.answered(answerHead);
                answer.write(answerHead.getBytes(ISO_8859_1));
                answered.transferTo(answer);
            }
        }
    }

    /** With its empty line; '' when the connection ended before. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException cut) {
                // Whoever was killed has cut its connections: that is what the storm is.
                Thread.yield();
            } catch (UncheckedIOException | IllegalStateException e) {
                faults.add(e.toString());
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
