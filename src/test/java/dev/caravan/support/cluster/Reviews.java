package dev.caravan.support.cluster;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;

/** Questions about access. */
final class Reviews {
    private Reviews() {}

    static SelfSubjectAccessReview of(String group, String resource, String verb) {
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(SimulatedCluster.NAMESPACE)
                .withGroup(group)
                .withResource(resource)
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
    }
}
