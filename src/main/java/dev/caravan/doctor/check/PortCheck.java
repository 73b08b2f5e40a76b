package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Whether a service that is to be started may listen where it is to.
 *
 * @param name of the check
 * @param key the setting that names the port
 * @param address where it is to listen; '' for all addresses
 * @param port 0 for any free one
 */
public record PortCheck(String name, String key, String address, int port) implements Check {

    @Override
    public String subject() {
        return (address.isEmpty() ? "*" : address) + ":" + port;
    }

    @Override
    public List<Finding> look() {
        Findings findings = new Findings(name);
        if (port == 0) {
            return findings.ok(subject(), "any free port is taken").all();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address.isEmpty() ? null : InetAddress.getByName(address), port));
            findings.ok(subject(), "is free");
        } catch (IOException e) {
            findings.failed(
                    subject(),
                    "cannot be listened on: " + e.getMessage(),
                    "if the service runs already, ask it: caravan doctor. Otherwise end the program that has it ('ss -ltnp sport = :"
                            + port + "'), or set " + key + " to another one");
        }
        return findings.all();
    }
}
