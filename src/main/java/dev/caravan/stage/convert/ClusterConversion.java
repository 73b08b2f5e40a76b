package dev.caravan.stage.convert;

import dev.caravan.cluster.ClusterAwayException;
import dev.caravan.cluster.Handover;
import dev.caravan.cluster.Handover.Errand;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Template;
import dev.caravan.cluster.Workload;
import dev.caravan.cluster.Workloads;
import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Beans `clusterConversion` and `argoConversion`: convert by a Job in the cluster, or by a Workflow of Argo. */
public class ClusterConversion {
    private final Handover<?> handover;
    private final Orders orders;
    private final ClusterResult result;
    private final Scratch scratch;
    private final String engine;

    private <T extends HasMetadata> ClusterConversion(
            Handover<T> handover, Orders orders, ClusterResult result, Scratch scratch, String engine) {
        this.handover = handover;
        this.orders = orders;
        this.result = result;
        this.scratch = scratch;
        this.engine = engine;
    }

    /** @param patience after which a job looks by itself what has become of what it ordered */
    public static <T extends HasMetadata> ClusterConversion by(
            Workloads<T> workloads,
            Template<T> template,
            Orders orders,
            PodLogs logs,
            ConvertSettings settings,
            Scratch scratch,
            Duration patience) {
        return new ClusterConversion(
                new Handover<>(workloads, template, patience),
                orders,
                new ClusterResult(workloads, logs, settings),
                scratch,
                settings.runner());
    }

    /** The route goes on to its next step only when the cluster has succeeded. */
    public Dataset convert(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run, Exchange exchange)
            throws IOException {
        Optional<Dataset> converted = handover.look(run, new Conversion(dataset, run));
        if (converted.isEmpty()) {
            exchange.setRouteStop(true);
        }
        return converted.orElse(dataset);
    }

    private final class Conversion implements Errand<Dataset> {
        private final Dataset dataset;
        private final JobRun run;

        private Conversion(Dataset dataset, JobRun run) {
            this.dataset = dataset;
            this.run = run;
        }

        @Override
        public Order order() throws IOException {
            return orders.of(dataset, scratch.of(run.id(), run.attempt()), run);
        }

        @Override
        public String name(int attempt) {
            return Order.name(ClusterWork.NAME, dataset.key(), run.id(), Order.begun(run), attempt);
        }

        @Override
        public boolean isKept(int attempt) {
            return Files.isDirectory(scratch.of(run.id(), attempt));
        }

        @Override
        public void prepare() throws IOException {
            orders.prepare(dataset, scratch.open(run));
            run.note("engine", engine);
        }

        @Override
        public Dataset result(Workload ended) throws IOException {
            Path attempt = scratch.of(run.id(), ended.attempt());
            try {
                return result.of(dataset, ended, attempt, run);
            } catch (ClusterAwayException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                scratch.discard(attempt);
                throw e;
            }
        }
    }
}
