package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import dev.caravan.doctor.ServerClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether the API server answers, how old it is, and what time it has. */
public final class ApiServerCheck extends ClusterCheck {
    private static final int LEAST_MINOR = 28;
    private static final int SECONDS = 5;
    /** Leases by which instances agree who looks after jobs are held for longer. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Clock clock;

    public ApiServerCheck(KubernetesClient client, ClusterNeeds needs, Clock clock) {
        super(client, needs, "API server");
        this.clock = clock;
    }

    @Override
    void look(Findings findings) throws InterruptedException {
        VersionInfo version;
        try {
            version = client().getKubernetesVersion();
        } catch (KubernetesClientException e) {
            findings.failed(
                    subject(),
                    client().getMasterUrl() + " cannot be asked: " + reason(e),
                    "'kubectl --namespace " + namespace()
                            + " version' from this machine has to answer; look at caravan.kubernetes.context and caravan.kubernetes.master, and in a pod at its service account");
            return;
        }
        version(version, findings);
        clock(findings);
    }

    private void version(VersionInfo version, Findings findings) {
        String words = client().getMasterUrl() + " is version " + version.getMajor() + "." + version.getMinor();
        if (number(version.getMajor()) == 1 && number(version.getMinor()) < LEAST_MINOR) {
            findings.warning(
                    subject(),
                    words + "; what we create has been tried from 1." + LEAST_MINOR
                            + " on, and older ones ignore parts of it",
                    "update the cluster; until then look at the first jobs: kubectl --namespace " + namespace()
                            + " get jobs");
        } else {
            findings.ok(subject(), words);
        }
    }

    /** Of `28+` it is 28. */
    private static int number(@Nullable String text) {
        String digits = String.valueOf(text).replaceAll("\\D.*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private void clock(Findings findings) throws InterruptedException {
        Instant asked = clock.instant();
        Optional<Instant> date = date();
        Duration ahead = date.map(time -> ServerClock.ahead(time, asked, clock.instant()))
                .orElse(Duration.ZERO);
        if (date.isEmpty()) {
            findings.skipped("clock", "the API server does not tell the time");
        } else if (ahead.abs().compareTo(SKEW) > 0) {
            findings.warning(
                    "clock",
                    "that of the API server is " + ServerClock.words(ahead),
                    "let the nodes and this machine follow a time server: chronyc tracking, or timedatectl");
        } else {
            findings.ok("clock", "the API server has the same time");
        }
    }

    private Optional<Instant> date() throws InterruptedException {
        try {
            HttpRequest request = client().getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(client().getMasterUrl().toString() + "version")
                    .build();
            HttpResponse<byte[]> answer =
                    client().getHttpClient().sendAsync(request, byte[].class).get(SECONDS, TimeUnit.SECONDS);
            return answer.headers("Date").stream().findFirst().flatMap(ServerClock::parse);
        } catch (ExecutionException | TimeoutException e) {
            // It has just told its version; that it is silent now is no news of the clock.
            return Optional.empty();
        }
    }
}
