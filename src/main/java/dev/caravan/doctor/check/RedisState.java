package dev.caravan.doctor.check;

import dev.caravan.doctor.Findings;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What INFO says of a server.
 *
 * @param info the answer of INFO
 * @param save the configuration `save`; null when it is not known
 */
record RedisState(Properties info, @Nullable String save, String place) {
    private static final double LEAST_VERSION = 6.2;
    private static final double NEARLY_FULL = 0.9;
    private static final String KEEP =
            "loses what was done when Redis ends: nothing that was converted is known any more";

    void tell(Findings findings) {
        version(findings);
        role(findings);
        memory(findings);
        persistence(findings);
    }

    private void version(Findings findings) {
        String version = text("redis_version");
        if (number(version) < LEAST_VERSION) {
            findings.failed(
                    place,
                    "is version " + version + ", but 6.2 or newer is needed",
                    "install Redis 6.2 or newer (or Valkey); the state of the old one can be taken along");
        } else {
            findings.ok(place, "version " + version);
        }
    }

    private void role(Findings findings) {
        if (text("redis_mode").equals("cluster") || text("cluster_enabled").equals("1")) {
            findings.failed(
                    place,
                    "is a Redis Cluster: our scripts touch several keys at once, which a cluster refuses",
                    "use a single server, with a replica if it has to survive the loss of a machine: cluster-enabled no");
        }
        if (text("role").equals("slave")) {
            findings.failed(
                    place,
                    "is a replica" + (text("slave_read_only").equals("0") ? "" : ", which takes no writes"),
                    "set spring.data.redis.url to the primary, " + text("master_host") + ":" + text("master_port"));
        }
    }

    private void memory(Findings findings) {
        String policy = text("maxmemory_policy");
        long most = count("maxmemory");
        long used = count("used_memory");
        if (!policy.isEmpty() && !policy.equals("noeviction")) {
            String message = "maxmemory-policy is " + policy + ": keys are thrown away when the memory is full"
                    + (most == 0 ? " (no maxmemory is set, so not yet)" : "");
            String remedy =
                    "redis-cli CONFIG SET maxmemory-policy noeviction, and the same in redis.conf (in a chart: maxmemory-policy noeviction)";
            if (most == 0) {
                findings.warning(place, message, remedy);
            } else {
                findings.failed(place, message, remedy);
            }
        }
        if (most > 0 && used > NEARLY_FULL * most) {
            String message = "%s of %s of memory are used; then writes are refused"
                    .formatted(Bytes.words(used), Bytes.words(most));
            findings.warning(
                    place, message, "redis-cli CONFIG SET maxmemory " + 2 * most + ", and the same in redis.conf");
        }
    }

    private void persistence(Findings findings) {
        boolean log = text("aof_enabled").equals("1");
        if (save == null && !log) {
            findings.skipped(
                    place,
                    "whether it keeps its state on disk is not known: it has no append-only file, and CONFIG GET save is refused");
        } else if (!log && "".equals(save)) {
            findings.warning(
                    place,
                    "keeps nothing on disk, and " + KEEP,
                    "redis-cli CONFIG SET appendonly yes, and the same in redis.conf, on a disk that outlives the server");
        } else {
            findings.ok(
                    place,
                    log
                            ? "keeps its state in an append-only file"
                            : "keeps snapshots of its state (save " + save + ")");
        }
        broken(findings, "rdb_last_bgsave_status", "the last snapshot");
        broken(findings, "aof_last_write_status", "the last write to the append-only file");
    }

    private void broken(Findings findings, String field, String what) {
        if (text(field).equals("err")) {
            findings.failed(
                    place,
                    what + " failed, so that it refuses writes or loses them",
                    "make room on the disk of Redis, or give it the right to write there; its log says what is missing");
        }
    }

    private String text(String field) {
        return info.getProperty(field, "").strip();
    }

    private long count(String field) {
        String text = text(field);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Of `7.2.4` it is 7.2; what has another form is old enough to be refused. */
    private static double number(String version) {
        return version.matches("\\d{1,3}\\.\\d{1,3}.*")
                ? Double.parseDouble(version.replaceFirst("^(\\d+\\.\\d+).*", "$1"))
                : 0;
    }
}
