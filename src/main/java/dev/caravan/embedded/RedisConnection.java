package dev.caravan.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The few words that are said to a server before anyone knows whether it is Redis at all: inline commands, and answers
 * of the Redis serialization protocol (version 2), with a time limit. A client library would wait, reconnect and
 * negotiate where a refusal is wanted.
 */
final class RedisConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2_000;
    /** More than any answer to the commands below; a server that announces more is not Redis. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final Socket socket = new Socket();
    private final InputStream answers;

    RedisConnection(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(EmbeddedRedis.HOST, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            answers = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** False while the server still loads its state. */
    boolean ready() throws IOException {
        send("PING");
        return readLine().equals("+PONG");
    }

    /** The directory in which the server keeps its files. */
    String directory() throws IOException {
        send("CONFIG GET dir");
        expect("*2");
        readBulk();
        return readBulk();
    }

    /** Asks the server to flush its append-only file to the disk and to end. */
    void shutdown() throws IOException {
        send("SHUTDOWN NOSAVE");
    }

    private void send(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(String wanted) throws IOException {
        String line = readLine();
        if (!line.equals(wanted)) {
            throw new ProtocolException("expected '" + wanted + "', the server answered '" + line + "'");
        }
    }

    private String readBulk() throws IOException {
        String header = readLine();
        if (!header.matches("\\$\\d{1,7}")) {
            throw new ProtocolException("expected the length of a string, the server answered '" + header + "'");
        }
        byte[] text = answers.readNBytes(Integer.parseInt(header.substring(1)));
        expect("");
        return new String(text, StandardCharsets.UTF_8);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0 || line.length() > LONGEST_ANSWER) {
                throw new EOFException("the server's answer has no end: '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
