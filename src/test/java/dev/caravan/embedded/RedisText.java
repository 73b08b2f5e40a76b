package dev.caravan.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One inline command to a Redis server, and the first line of its answer (of a string: the string). */
final class RedisText {
    private RedisText() {}

    static String at(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = answers.readLine();
            return line.startsWith("$") && !line.equals("$-1") ? answers.readLine() : line;
        }
    }
}
