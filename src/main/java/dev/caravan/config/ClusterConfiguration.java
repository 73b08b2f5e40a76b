package dev.caravan.config;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterJobs;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.Follower;
import dev.caravan.cluster.Look;
import dev.caravan.cluster.PodLogs;
import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobQueue;
import dev.caravan.stage.convert.ClusterConversion;
import dev.caravan.stage.convert.ClusterWork;
import dev.caravan.stage.convert.Scratch;
import dev.caravan.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Work that is given to a cluster. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    @Bean
    ClusterJobs clusterJobs(Cluster cluster, ClusterSettings settings) {
        return new ClusterJobs(cluster, new ClusterLabels(settings.instance()));
    }

    @Bean
    PodLogs podLogs(Cluster cluster, StringRedisTemplate redis, Workspace workspace) {
        return new PodLogs(cluster, redis, job -> FileJobLog.of(workspace.jobLogs(), job));
    }

    @Bean
    ClusterConversion clusterConversion(
            ClusterJobs jobs, PodLogs logs, CaravanSettings settings, Scratch scratch, ClusterSettings cluster) {
        return new ClusterConversion(jobs, logs, settings.convert(), scratch, cluster.patience());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "caravan.convert.runner", havingValue = "kubernetes")
    Follower follower(
            Cluster cluster,
            ClusterSettings settings,
            ClusterJobs jobs,
            PodLogs logs,
            JobQueue queue,
            JobEvents events,
            ScratchLeftovers leftovers) {
        Look look = new Look(jobs, logs, List.of(new ClusterWork()), queue, leftovers);
        Follower follower = new Follower(
                cluster, settings, look, ManagementFactory.getRuntimeMXBean().getName());
        var unused = events.listen(follower);
        return follower.start();
    }
}
