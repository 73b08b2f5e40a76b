package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.doctor.ServerClock;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Whether a target's server has the same time as we: requests and links are signed with it. */
public final class TargetClockCheck implements Check {
    private static final Duration NOTABLE = Duration.ofMinutes(1);
    /** Beyond it AWS, and most others, refuse a signature. */
    private static final Duration REFUSED = Duration.ofMinutes(15);

    private final String target;
    private final URI server;
    private final Clock clock;

    /** @param target its name */
    public TargetClockCheck(String target, URI server, Clock clock) {
        this.target = target;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public String subject() {
        return target;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        Findings findings = new Findings(name());
        try {
            new ServerClock(clock)
                    .ahead(server)
                    .ifPresentOrElse(
                            ahead -> tell(ahead, findings),
                            () -> findings.skipped(target, "its server does not tell the time"));
        } catch (IOException e) {
            findings.skipped(target, "its server's clock was not looked at: " + reason(e));
        }
        return findings.all();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void tell(Duration ahead, Findings findings) {
        String words = "its server's clock is " + ServerClock.words(ahead);
        String remedy =
                "let both follow a time server; on this machine 'timedatectl' or 'chronyc tracking' says whether it does";
        if (ahead.abs().compareTo(REFUSED) > 0) {
            findings.failed(target, words + ": what is signed here may be refused there, links above all", remedy);
        } else if (ahead.abs().compareTo(NOTABLE) > 0) {
            findings.warning(target, words + ": links end sooner or later than they say", remedy);
        } else {
            findings.ok(target, "its server has the same time");
        }
    }
}
