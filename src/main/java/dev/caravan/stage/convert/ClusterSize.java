package dev.caravan.stage.convert;

import dev.caravan.dataset.Dataset;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * What a conversion in a cluster is given, by what its input needs.
 *
 * @param heap bytes of Java's heap
 * @param memory bytes of the container
 * @param disk bytes of its own, for points that are sorted
 */
record ClusterSize(long heap, long memory, long disk) {
    /** An attempt after one that had too little memory, of which there is one. */
    private static final int MORE = 4;
    /** What Java needs beside the heap: code, classes, threads, and the buffers of files. */
    private static final long BESIDE = 384L << 20;
    /** Points are written once, and those of divided buckets once more; see the converter's own check of the disk. */
    private static final double WRITTEN = 1.7;

    private static final long SLACK = 1L << 30;

    /** More for an attempt after one that had too little memory. */
    static ClusterSize of(Dataset dataset, KubernetesSettings settings, JobRun run) throws IOException {
        boolean more = run.previousFailure()
                .filter(failure -> failure.kind() == FailureKind.NOT_ENOUGH_MEMORY)
                .isPresent();
        return of(Inputs.of(dataset), settings, more);
    }

    static ClusterSize of(Inputs inputs, KubernetesSettings settings, boolean more) {
        long most = settings.mostMemory().toBytes();
        // With twice the memory for a machine, and one worker, its share is all that a container may have.
        HeapSize heap = new HeapSize(0, settings.cpus(), 1, 2 * (most - most / 8 - BESIDE), 0);
        long bytes = heap.first(inputs);
        if (more) {
            bytes = Math.min(MORE * bytes, most - most / 8 - BESIDE);
        }
        double points = (double) inputs.points() * inputs.recordLength();
        return new ClusterSize(bytes, bytes + bytes / 8 + BESIDE, (long) (points * WRITTEN) + SLACK);
    }

    /** As manifests have them. */
    Map<String, Object> values() {
        return Map.of(
                "heap", mebibytes(heap) + "m",
                "memory", mebibytes(memory) + "Mi",
                "disk", mebibytes(disk) + "Mi");
    }

    private static long mebibytes(long bytes) {
        return DataSize.ofBytes(bytes + (1 << 20) - 1).toMegabytes();
    }
}
