package dev.caravan.config;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.Follower;
import dev.caravan.cluster.Look;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Workloads;
import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobQueue;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.convert.ClusterConversion;
import dev.caravan.stage.convert.ClusterWork;
import dev.caravan.stage.convert.GeoZarrArgo;
import dev.caravan.stage.convert.JobOrders;
import dev.caravan.stage.convert.Scratch;
import dev.caravan.stage.convert.SendAhead;
import dev.caravan.stage.convert.WorkflowOrders;
import dev.caravan.stage.publish.ClusterPublication;
import dev.caravan.stage.publish.SendScratch;
import dev.caravan.stage.publish.ToSend;
import dev.caravan.stage.publish.UploadHistory;
import dev.caravan.stage.publish.UploadWork;
import dev.caravan.stage.publish.VersionedLayout;
import dev.caravan.workspace.Workspace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Work that is given to a cluster. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    @Bean
    Workloads<Job> clusterJobs(Cluster cluster, ClusterSettings settings) {
        return Workloads.jobs(cluster, new ClusterLabels(settings.instance()));
    }

    @Bean
    Workloads<GenericKubernetesResource> clusterWorkflows(Cluster cluster, ClusterSettings settings) {
        return Workloads.workflows(cluster, new ClusterLabels(settings.instance()));
    }

    @Bean
    PodLogs podLogs(Cluster cluster, StringRedisTemplate redis, Workspace workspace) {
        return new PodLogs(cluster, redis, job -> FileJobLog.of(workspace.jobLogs(), job));
    }

    @Bean
    ClusterConversion clusterConversion(
            Workloads<Job> jobs, PodLogs logs, CaravanSettings settings, Scratch scratch, ClusterSettings cluster) {
        JobOrders orders = new JobOrders(
                settings.convert(), SendAhead.of(settings.convert().kubernetes(), settings.publish()));
        return ClusterConversion.by(
                jobs, orders.template(), orders, logs, settings.convert(), scratch, cluster.patience());
    }

    @Bean
    ClusterConversion argoConversion(
            Workloads<GenericKubernetesResource> workflows,
            PodLogs logs,
            CaravanSettings settings,
            Scratch scratch,
            ClusterSettings cluster) {
        WorkflowOrders orders = new WorkflowOrders(settings.convert());
        return ClusterConversion.by(
                workflows, orders.template(), orders, logs, settings.convert(), scratch, cluster.patience());
    }

    @Bean
    GeoZarrArgo geoZarrArgo(
            Workloads<GenericKubernetesResource> workflows,
            PodLogs logs,
            CaravanSettings settings,
            Scratch scratch,
            ClusterSettings cluster) {
        return new GeoZarrArgo(workflows, logs, settings.geozarr(), scratch, cluster.patience());
    }

    @Bean
    ToSend toSend(CaravanSettings settings, S3Connections connections, VersionedLayout versioned) {
        return new ToSend(settings.publish(), connections, versioned);
    }

    @Bean
    ClusterPublication clusterPublication(
            CaravanSettings settings,
            Workloads<Job> jobs,
            PodLogs logs,
            ToSend toSend,
            Workspace workspace,
            UploadHistory history,
            ClusterSettings cluster) {
        return new ClusterPublication(
                settings.publish(), jobs, logs, toSend, new SendScratch(workspace), history, cluster.patience());
    }

    @Bean(destroyMethod = "close")
    @Conditional(UsesCluster.class)
    Follower follower(
            Cluster cluster,
            CaravanSettings settings,
            Workloads<Job> jobs,
            Workloads<GenericKubernetesResource> workflows,
            PodLogs logs,
            JobQueue queue,
            JobEvents events,
            ScratchLeftovers leftovers) {
        Set<String> runners = Set.copyOf(List.of(
                settings.convert().runner(),
                settings.geozarr().runner(),
                settings.publish().runner()));
        List<Workloads<?>> kinds = new ArrayList<>();
        if (runners.contains("kubernetes")) {
            kinds.add(jobs);
        }
        if (runners.contains("argo")) {
            kinds.add(workflows);
        }
        Look look = new Look(cluster, kinds, logs, List.of(new ClusterWork(), new UploadWork()), queue, leftovers);
        Follower follower = new Follower(
                cluster,
                settings.kubernetes(),
                kinds,
                look,
                ManagementFactory.getRuntimeMXBean().getName());
        var unused = events.listen(follower);
        return follower.start();
    }
}
