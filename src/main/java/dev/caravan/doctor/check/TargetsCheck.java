package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.s3.SweepSettings;
import dev.caravan.s3.TargetHealth;
import dev.caravan.s3.TargetSettings;
import dev.caravan.target.TargetStanding;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Whether the targets can be reached, with the credentials that they have, and what their servers do not do. */
public final class TargetsCheck implements Check {
    private final Supplier<List<TargetStanding>> standings;
    private final SweepSettings sweep;

    /** @param standings looks how the targets are */
    public TargetsCheck(Supplier<List<TargetStanding>> standings, SweepSettings sweep) {
        this.standings = standings;
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public List<Finding> look() {
        Findings findings = new Findings(name());
        for (TargetStanding standing : standings.get()) {
            look(standing, findings);
        }
        if (sweep.after().equals(Duration.ZERO)) {
            findings.warning(
                    "",
                    "uploads in parts that nobody will end are never removed, and are paid for",
                    "set caravan.publish.sweep.after to 7d, or give the buckets a lifecycle rule (AbortIncompleteMultipartUpload)");
        }
        if (findings.all().isEmpty()) {
            findings.skipped("", "there are none");
        }
        return findings.all();
    }

    private static void look(TargetStanding standing, Findings findings) {
        TargetSettings target = standing.settings();
        if (standing.isReachable()) {
            findings.ok(
                    target.name(), "reachable: s3://" + target.bucket() + "/" + target.prefix() + unfinished(standing));
            new TargetDifferences(target, standing.capabilities()).tell(findings);
        } else if (target.required()) {
            findings.failed(target.name(), standing.health().detail(), remedy(standing));
        } else {
            findings.warning(
                    target.name(),
                    standing.health().detail() + " (not required: datasets are published without it)",
                    remedy(standing));
        }
    }

    private static String unfinished(TargetStanding standing) {
        return standing.unfinished() == 0
                ? ""
                : "; uploads in parts that have not ended: " + standing.unfinished() + " ('caravan targets sweep "
                        + standing.settings().name() + "' lists them)";
    }

    private static String remedy(TargetStanding standing) {
        TargetSettings target = standing.settings();
        String key = "caravan.publish.targets[" + target.name() + "].";
        if (standing.health().state() == TargetHealth.State.REFUSED) {
            return "its server answers, but not with our bucket: look at " + key + "bucket and " + key
                    + "region, make the bucket ('aws s3 mb s3://"
                    + target.bucket() + endpoint(target) + "'), and let the credentials (" + key
                    + "credentials, access-key or profile) list, read, write and delete there";
        }
        return "start its server, or correct " + key + "endpoint"
                + (target.endpoint().isEmpty()
                        ? ""
                        : "; 'curl -I " + target.endpoint() + "' from this machine has to be answered")
                + "; where there is a proxy or a firewall, let this machine through";
    }

    private static String endpoint(TargetSettings target) {
        return target.endpoint().isEmpty() ? "" : " --endpoint-url " + target.endpoint();
    }
}
