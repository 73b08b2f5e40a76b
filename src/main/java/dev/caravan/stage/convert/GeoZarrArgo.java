package dev.caravan.stage.convert;

import dev.caravan.cluster.ArgoSettings;
import dev.caravan.cluster.ClusterAwayException;
import dev.caravan.cluster.ClusterFailure;
import dev.caravan.cluster.ClusterLog;
import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Handover;
import dev.caravan.cluster.Handover.Errand;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.WorkflowParameters;
import dev.caravan.cluster.WorkflowTemplate;
import dev.caravan.cluster.Workload;
import dev.caravan.cluster.Workloads;
import dev.caravan.converter.BadInputException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrSettings;
import dev.caravan.geozarr.StoreConversion;
import dev.caravan.job.Evidence;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.DataAccessException;

/** Bean `geoZarrArgo`: converts by a Workflow of Argo, `eopf-geozarr` in a pod unless the WorkflowTemplate says something else. */
public final class GeoZarrArgo {
    static final String KEY = "caravan.geozarr.argo";

    private static final String SHIPPED = "caravan-geozarr-convert";
    private static final List<String> OWN = List.of("input", "output", "groups");

    private final Workloads<GenericKubernetesResource> workflows;
    private final Handover<GenericKubernetesResource> handover;
    private final WorkflowTemplate template;
    private final WorkflowParameters parameters;
    private final ClusterLog log;
    private final Scratch scratch;

    /**
     * Reads the file of parameters.
     *
     * @param patience after which a job looks by itself what has become of its Workflow
     */
    public GeoZarrArgo(
            Workloads<GenericKubernetesResource> workflows,
            PodLogs logs,
            GeoZarrSettings settings,
            Scratch scratch,
            Duration patience) {
        this.workflows = workflows;
        this.template = template(settings.argo());
        this.handover = new Handover<>(workflows, template, patience);
        this.parameters = WorkflowParameters.of(KEY, settings.argo(), OWN);
        this.log = new ClusterLog(logs, new ClusterWork());
        this.scratch = scratch;
    }

    static WorkflowTemplate template(ArgoSettings settings) {
        return new WorkflowTemplate(settings.workflowTemplate().isEmpty() ? SHIPPED : settings.workflowTemplate());
    }

    /** The route goes on to its next step only when the Workflow has succeeded. */
    public GeoZarr convert(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run, Exchange exchange)
            throws IOException {
        Optional<GeoZarr> converted = handover.look(run, new Conversion(geoZarr, run));
        if (converted.isEmpty()) {
            exchange.setRouteStop(true);
        }
        return converted.orElse(geoZarr);
    }

    private final class Conversion implements Errand<GeoZarr> {
        private final GeoZarr geoZarr;
        private final JobRun run;

        private Conversion(GeoZarr geoZarr, JobRun run) {
            this.geoZarr = geoZarr;
            this.run = run;
        }

        @Override
        public Order order() {
            StoreConversion conversion = StoreConversion.of(geoZarr, scratch.of(run.id(), run.attempt()));
            Map<String, String> computed = new HashMap<>();
            computed.put("input", conversion.input());
            computed.put("output", conversion.output().toString());
            computed.put("groups", String.join(" ", conversion.groups()));
            run.deadline().ifPresent(end -> computed.put("deadline-seconds", Long.toString(Order.seconds(end))));
            return new Order(
                    ClusterWork.NAME,
                    geoZarr.key(),
                    run.id(),
                    Order.begun(run),
                    run.attempt(),
                    geoZarr.source(),
                    Order.thisVersion(),
                    parameters.with(computed));
        }

        @Override
        public String name(int attempt) {
            return Order.name(ClusterWork.NAME, geoZarr.key(), run.id(), Order.begun(run), attempt);
        }

        @Override
        public boolean isKept(int attempt) {
            return Files.isDirectory(scratch.of(run.id(), attempt));
        }

        @Override
        public void prepare() throws IOException {
            scratch.open(run);
            run.note("engine", "argo");
        }

        @Override
        public GeoZarr result(Workload ended) throws IOException {
            Path attempt = scratch.of(run.id(), ended.attempt());
            try {
                return result(ended, attempt);
            } catch (ClusterAwayException | DataAccessException e) {
                // What it has written may be right: hours of work. It is looked at again.
                throw e;
            } catch (IOException | RuntimeException e) {
                scratch.discard(attempt);
                throw e;
            }
        }

        private GeoZarr result(Workload ended, Path attempt) throws IOException {
            List<Pod> pods = workflows.pods(ended);
            List<String> last = log.lastLines(ended, pods, run);
            Evidence evidence = new Evidence(last);
            if (!ended.succeeded()) {
                throw failure(ended, Ending.of(ended, pods, log.work()), last, evidence);
            }
            if (!Files.isDirectory(GeoZarr.Result.store(attempt))) {
                throw new IOException(
                        ended.inWords() + " has succeeded, but left no store in " + GeoZarr.Result.store(attempt),
                        evidence);
            }
            run.log().append(ended.inWords() + " has succeeded");
            return geoZarr.with(new GeoZarr.Result(attempt, producer(), null, null));
        }

        private Manifest.Producer producer() {
            return new Manifest.Producer(template.name(), "", Map.of("groups", String.join(" ", geoZarr.groups())));
        }
    }

    private static IOException failure(Workload ended, Ending ending, List<String> last, Evidence evidence) {
        String whole = ended.inWords() + " has failed: " + ending.inWords();
        if (last.stream().anyMatch(GeoZarrExec.INPUT_AT_FAULT.asPredicate())) {
            throw new BadInputException("the product was refused: " + last.get(last.size() - 1), evidence);
        }
        return ClusterFailure.of(whole, ending, KEY + ".parameters.memory-limit", evidence);
    }
}
