package dev.caravan.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.support.cluster.SimulatedJob;
import dev.caravan.support.cluster.SimulatedPod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A node of a simulated cluster that runs `send` or `convert` of the packaged program in a process, with the environment that its Secret gives. */
public final class SendingNode {
    private final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();
    private final AtomicReference<String> lastWords = new AtomicReference<>("");
    private final Runnable sent;

    /** @param sent is run when a process has ended, before the cluster hears of it */
    public SendingNode(Runnable sent) {
        this.sent = sent;
    }

    public SendingNode withSecret(String name, Map<String, String> values) {
        secrets.put(name, values);
        return this;
    }

    /** The next process is killed as soon as it has said something that begins so. */
    public void killsOnceAt(String line) {
        lastWords.set(line);
    }

    /** Does a Job, to the end of its process. */
    public void take(SimulatedJob job) {
        job.pod().starts();
        try {
            run(job.pod(), job.json().at("/spec/template/spec/containers/0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(SimulatedPod pod, JsonNode container) throws IOException, InterruptedException {
        Process process = builder(container).start();
        boolean killed = false;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                pod.says(line);
                killed = isLast(line);
                line = killed ? null : output.readLine();
            }
        }
        if (killed) {
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        sent.run();
        if (killed) {
            pod.killed(9);
        } else {
            pod.exits(exit);
        }
    }

    private boolean isLast(String line) {
        String last = lastWords.get();
        return !last.isEmpty() && line.startsWith(last) && lastWords.compareAndSet(last, "");
    }

    private ProcessBuilder builder(JsonNode container) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                container.at("/env/0/value").asText(),
                "-jar",
                CaravanProcess.jar().toString()));
        container.path("args").forEach(word -> line.add(word.asText()));
        line.replaceAll(word -> word.equals("/scratch") ? System.getProperty("java.io.tmpdir") : word);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment()
                .putAll(secrets.getOrDefault(
                        container.at("/envFrom/0/secretRef/name").asText(), Map.of()));
        return builder;
    }
}
