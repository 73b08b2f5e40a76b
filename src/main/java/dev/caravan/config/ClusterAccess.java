package dev.caravan.config;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.doctor.cluster.AllNeeds;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.stage.convert.ArgoNeeds;
import dev.caravan.stage.convert.ConversionNeeds;
import dev.caravan.stage.publish.UploadNeeds;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
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
    @Conditional(UsesCluster.class)
    ClusterNeeds clusterNeeds(CaravanSettings settings, Cluster cluster) {
        List<ClusterNeeds> needs = new ArrayList<>();
        switch (settings.convert().runner()) {
            case "kubernetes" ->
                needs.add(new ConversionNeeds(settings.convert(), settings.kubernetes(), cluster::namespace));
            case "argo" -> needs.add(ArgoNeeds.of(settings.convert(), settings.kubernetes(), cluster::namespace));
            default -> {}
        }
        if (settings.geozarr().runner().equals("argo")) {
            needs.add(ArgoNeeds.of(settings.geozarr(), cluster::namespace));
        }
        if (settings.publish().runner().equals("kubernetes")) {
            needs.add(new UploadNeeds(settings.publish(), settings.kubernetes(), cluster::namespace));
        }
        return new AllNeeds(needs);
    }
}
