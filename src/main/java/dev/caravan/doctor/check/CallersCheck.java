package dev.caravan.doctor.check;

import dev.caravan.api.ApiSettings;
import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Who may call, and from where. That nobody listens beyond this machine without asking who calls is refused at start already. */
public final class CallersCheck implements Check {
    private final ApiSettings settings;
    private final String address;

    /** @param address on which the service listens, as `server.address` has it */
    public CallersCheck(ApiSettings settings, String address) {
        this.settings = settings;
        this.address = address;
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public List<Finding> look() {
        Findings findings = new Findings(name());
        if (settings.isOpen()) {
            findings.ok("callers", "need not say who they are; it listens on " + address + " only");
        } else {
            findings.ok(
                    "callers",
                    "say who they are: " + settings.keys().size() + " keys"
                            + (settings.oidc().isEnabled()
                                    ? ", and tokens of " + settings.oidc().issuer()
                                    : ""));
            unreachable(findings);
        }
        return findings.all();
    }

    private void unreachable(Findings findings) {
        if (isLoopback(address)) {
            findings.ok(
                    "address",
                    "listens on " + address
                            + " only: other machines reach it through a proxy here, or when server.address is 0.0.0.0");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
