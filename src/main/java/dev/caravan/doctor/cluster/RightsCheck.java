package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether we may do there what we do, asked one by one (SelfSubjectAccessReview); what is missing is told as lines of a Role. */
public final class RightsCheck extends ClusterCheck {

    public RightsCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "rights");
    }

    @Override
    void look(Findings findings) {
        Map<Place, List<String>> missing = new LinkedHashMap<>();
        for (Right right : needs().rights()) {
            if (!isAllowed(right)) {
                missing.computeIfAbsent(new Place(right.group(), right.path()), place -> new ArrayList<>())
                        .add(right.verb());
            }
        }
        missing.forEach((place, verbs) -> findings.failed(
                subject(),
                "in the namespace '" + namespace() + "' we may not " + String.join(", ", verbs) + " " + place.path(),
                "add to the rules of the Role of our service account: - {apiGroups: [\"" + place.group()
                        + "\"], resources: [\"" + place.path() + "\"], verbs: [\"" + String.join("\", \"", verbs)
                        + "\"]}"));
        if (missing.isEmpty() && !needs().rights().isEmpty()) {
            findings.ok(
                    subject(),
                    "all " + needs().rights().size() + " that are needed in '" + namespace() + "' are given");
        }
    }

    /** Where in a Role verbs stand together. */
    private record Place(String group, String path) {}

    private boolean isAllowed(Right right) {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace())
                .withGroup(right.group())
                .withResource(right.resource())
                .withSubresource(right.subresource())
                .withVerb(right.verb())
                .endResourceAttributes()
                .endSpec()
                .build();
        SelfSubjectAccessReview answer =
                client().authorization().v1().selfSubjectAccessReview().create(question);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
