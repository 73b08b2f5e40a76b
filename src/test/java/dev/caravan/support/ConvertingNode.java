package dev.caravan.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.support.cluster.SimulatedCluster;
import dev.caravan.support.cluster.SimulatedJob;
import dev.caravan.support.cluster.SimulatedPod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A node of a {@link SimulatedCluster}: does in this process what the pods of conversions are told to do, by the converter of this project. */
public final class ConvertingNode {
    private final Queue<SimulatedJob> held = new ConcurrentLinkedQueue<>();
    private volatile boolean holds;

    private ConvertingNode() {}

    /** Takes each Job from now on. */
    public static ConvertingNode of(SimulatedCluster cluster) {
        ConvertingNode node = idle();
        cluster.onEachJob(node::take);
        return node;
    }

    /** Takes those Jobs that it is given. */
    public static ConvertingNode idle() {
        return new ConvertingNode();
    }

    /** From now on pods start, and come to no end. */
    public void holds() {
        holds = true;
    }

    /** Those that were held come to their end, and so do all that follow. */
    public void releases() {
        holds = false;
        for (SimulatedJob job = held.poll(); job != null; job = held.poll()) {
            run(job);
        }
    }

    /** Does a Job; a quota may have kept its pod from being made. */
    public void take(SimulatedJob job) {
        if (job.pods().isEmpty()) {
            return;
        }
        job.pod().starts();
        if (holds) {
            held.add(job);
        } else {
            run(job);
        }
    }

    private static void run(SimulatedJob job) {
        if (job.exists()) {
            convert(job.pod(), arguments(job));
        }
    }

    private static void convert(SimulatedPod pod, List<String> arguments) {
        try {
            int output = arguments.indexOf("-o");
            Path[] sources = arguments.subList(1, output).stream().map(Path::of).toArray(Path[]::new);
            ConversionReport report = BuiltInConverter.convert(
                    ConversionRequest.of(Path.of(arguments.get(output + 1)), sources), ConversionProgress.NONE);
            pod.says("progress phase=build percent=100.0 done=%1$d total=%1$d points_per_second=1 eta_seconds=0.0"
                    .formatted(report.pointsRead()));
            pod.says("{\"points_read\":" + report.pointsRead() + "}");
            pod.exits(0);
        } catch (BadInputException e) {
            pod.says(JsonNodeFactory.instance
                    .objectNode()
                    .put("error", e.getMessage())
                    .toString());
            pod.exits(3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> arguments(SimulatedJob job) {
        List<String> arguments = new ArrayList<>();
        for (JsonNode argument : job.json().at("/spec/template/spec/containers/0/args")) {
            arguments.add(argument.asText());
        }
        return arguments;
    }
}
