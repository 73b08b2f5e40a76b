package dev.caravan.stage.publish;

import dev.caravan.cluster.ClusterAwayException;
import dev.caravan.cluster.ClusterLog;
import dev.caravan.cluster.Handover;
import dev.caravan.cluster.Handover.Errand;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Workload;
import dev.caravan.cluster.Workloads;
import dev.caravan.job.JobRun;
import dev.caravan.s3.PublishSettings;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.DataAccessException;

/**
 * Bean `clusterPublication`: lets a Job of the cluster send an octree, so that its bytes do not go through the service. It makes nothing
 * live: that is done by who proves it.
 */
public final class ClusterPublication {
    private final PublishSettings settings;
    private final Handover<Job> handover;
    private final UploadOrders orders;
    private final UploadResult result;
    private final ToSend toSend;
    private final SendScratch scratch;
    private final UploadHistory history;

    /** @param patience after which a job looks by itself what has become of what it ordered */
    public ClusterPublication(
            PublishSettings settings,
            Workloads<Job> jobs,
            PodLogs logs,
            ToSend toSend,
            SendScratch scratch,
            UploadHistory history,
            Duration patience) {
        this.settings = settings;
        this.orders = new UploadOrders(settings);
        this.handover = new Handover<>(jobs, orders.template(), patience);
        this.result = new UploadResult(jobs, new ClusterLog(logs, new UploadWork()));
        this.toSend = toSend;
        this.scratch = scratch;
        this.history = history;
    }

    /** The route goes on to its next step only when there is nothing left for the cluster to send. */
    public Upload send(@Body Upload upload, @ExchangeProperty(JobRun.PROPERTY) JobRun run, Exchange exchange)
            throws IOException {
        if (settings.target(upload.target()).embedded()) {
            run.log().append("target " + upload.target() + " is in this service, which sends it by itself");
            return upload;
        }
        try {
            Optional<Upload> sent = handover.look(run, new Sending(upload, run));
            if (sent.isEmpty()) {
                exchange.setRouteStop(true);
            }
            return upload;
        } catch (IOException | RuntimeException e) {
            history.failed(upload, run, Instant.now(), e);
            throw e;
        }
    }

    private final class Sending implements Errand<Upload> {
        private final Upload upload;
        private final JobRun run;

        private Sending(Upload upload, JobRun run) {
            this.upload = upload;
            this.run = run;
        }

        @Override
        public Optional<Upload> spared() throws IOException {
            return toSend.isThere(upload, run) ? Optional.of(upload) : Optional.empty();
        }

        @Override
        public Order order() {
            return orders.of(upload, scratch.order(run), run);
        }

        @Override
        public String name(int attempt) {
            return Order.name(UploadWork.NAME, upload.dataset().key(), run.id(), Order.begun(run), attempt);
        }

        @Override
        public boolean isKept(int attempt) {
            return Files.exists(scratch.order(run, attempt));
        }

        @Override
        public void prepare() throws IOException {
            scratch.open(run);
            toSend.order(upload).write(scratch.order(run));
            run.note("engine", "kubernetes");
        }

        @Override
        public Upload result(Workload ended) throws IOException {
            try {
                result.of(ended, run);
            } catch (ClusterAwayException | DataAccessException e) {
                // It may have sent all. It is looked at again.
                throw e;
            } catch (IOException | RuntimeException e) {
                scratch.discardAll(run);
                throw e;
            }
            scratch.discardAll(run);
            return upload;
        }
    }
}
