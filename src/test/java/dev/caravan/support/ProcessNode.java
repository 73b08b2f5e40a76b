package dev.caravan.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.support.cluster.SimulatedPod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A node of a cluster that runs what a pod's container is told to run, as a process of this machine. */
public final class ProcessNode {
    private final Path directory;
    private final Path bin;
    private final AtomicBoolean shortOfMemory = new AtomicBoolean();
    private volatile boolean holds;

    /**
     * A node without pods.
     *
     * @param directory of its own: working directories, and what is `/scratch` in a pod
     * @param bin where programs of images are found; the converter's own is the packaged one
     */
    public ProcessNode(Path directory, Path bin) {
        this.directory = directory;
        this.bin = bin;
    }

    /** The next pod is killed for want of memory. */
    public void isShortOfMemoryOnce() {
        shortOfMemory.set(true);
    }

    /** From now on pods start, and come to no end. */
    public void holds() {
        holds = true;
    }

    /** Runs the container `main` of a pod to its end. */
    public void run(SimulatedPod pod) {
        pod.starts();
        if (holds) {
            return;
        }
        if (shortOfMemory.compareAndSet(true, false)) {
            pod.outOfMemory();
            return;
        }
        try {
            pod.exits(run(pod, container(pod.json())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode container(JsonNode pod) {
        for (JsonNode container : pod.at("/spec/containers")) {
            if (container.path("name").asText().equals("main")) {
                return container;
            }
        }
        throw new IllegalStateException("no container main: " + pod);
    }

    private int run(SimulatedPod pod, JsonNode container) throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve(pod.name()));
        ProcessBuilder builder = new ProcessBuilder(line(container, own));
        builder.directory(own.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment(container));
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(pod::says);
        }
        return process.waitFor();
    }

    private static List<String> line(JsonNode container, Path scratch) {
        List<String> line = new ArrayList<>();
        container.path("command").forEach(word -> line.add(word.asText()));
        container.path("args").forEach(word -> line.add(word.asText()));
        line.replaceAll(word -> word.equals("/scratch") ? scratch.toString() : word);
        if (line.get(0).equals("/opt/caravan/bin/caravan")) {
            line.remove(0);
            line.addAll(
                    0,
                    List.of(
                            "java",
                            "-jar",
                            Path.of("target/caravan.jar").toAbsolutePath().toString()));
        }
        return line;
    }

    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new TreeMap<>();
        container
                .path("env")
                .forEach(one -> environment.put(
                        one.path("name").asText(), one.path("value").asText()));
        return environment;
    }
}
