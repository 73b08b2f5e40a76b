package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Makes of an order what the cluster is asked for. */
public interface Template<T extends HasMetadata> {

    /**
     * With a name, a namespace, our labels, and the source in an annotation.
     *
     * @throws TemplateException the order lacks something
     */
    T fill(Order order, String namespace, ClusterLabels labels);
}
