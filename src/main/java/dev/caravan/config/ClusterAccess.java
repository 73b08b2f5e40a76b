package dev.caravan.config;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.stage.convert.ConversionNeeds;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the cluster, and what has to be there. Nothing speaks to it unless a runner is configured that does. */
@Configuration(proxyBeanMethods = false)
class ClusterAccess {

    @Bean
    ClusterSettings clusterSettings(CaravanSettings settings) {
        return settings.kubernetes();
    }

    @Bean(destroyMethod = "close")
    Cluster cluster(ClusterSettings settings) {
        return new Cluster(settings);
    }

    @Bean
    @ConditionalOnProperty(name = "caravan.convert.runner", havingValue = "kubernetes")
    ClusterNeeds clusterNeeds(CaravanSettings settings, Cluster cluster) {
        return new ConversionNeeds(settings.convert(), settings.kubernetes(), cluster::namespace);
    }
}
