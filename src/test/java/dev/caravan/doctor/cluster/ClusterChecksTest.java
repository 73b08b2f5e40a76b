package dev.caravan.doctor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Status;
import dev.caravan.doctor.check.Found;
import dev.caravan.support.RealRedis;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@EnableKubernetesMockClient(crud = true)
class ClusterChecksTest {
    private static final Claim DATA =
            new Claim("data", "caravan.convert.kubernetes.source-claim", List.of("ReadOnlyMany", "ReadWriteMany"));

    private KubernetesMockServer server;
    private KubernetesClient client;

    /** What one service needs. */
    private record Needs(
            List<Right> rights,
            List<Definition> definitions,
            List<String> workflowTemplates,
            List<Claim> claims,
            List<HasMetadata> manifests,
            List<String> pullSecrets,
            List<String> localQueues,
            List<String> priorityClasses)
            implements ClusterNeeds {
        static final Needs NOTHING =
                new Needs(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

        @Override
        public String namespace() {
            return "clouds";
        }
    }

    @Test
    void theApiServerAndItsAge() throws Exception {
        server.setVersionInfo(version("27+"));
        Found.by(apiServer()).has(Status.WARNING, "is version 1.27+", "update the cluster");

        server.setVersionInfo(version("32"));
        Found.by(apiServer()).has(Status.OK, "is version 1.32", "");
    }

    @Test
    void noApiServerIsOneFailure() throws Exception {
        Config config = new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + RealRedis.freePort())
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient away =
                new KubernetesClientBuilder().withConfig(config).build()) {
            List<Check> checks = ClusterChecks.checks(away, Needs.NOTHING, Clock.systemUTC());
            Found.by(checks.get(0)).has(Status.FAILED, "cannot be asked", "kubectl --namespace clouds version");
            for (Check check : checks.subList(1, checks.size())) {
                Found.by(check).states().containsExactly(Status.SKIPPED);
            }
        }
    }

    @Test
    void theNamespace() throws Exception {
        Found.by(new NamespaceCheck(client, Needs.NOTHING))
                .has(Status.FAILED, "no namespace 'clouds'", "kubectl create namespace clouds");

        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("clouds")
                        .endMetadata()
                        .build())
                .create();

        Found.by(new NamespaceCheck(client, Needs.NOTHING)).isWell();
    }

    @Test
    void rightsThatAreMissingAreLinesOfARole() throws Exception {
        allowed(true, 1);
        allowed(false, 2);
        allowed(true, -1);
        List<Right> rights = List.of(
                new Right("batch", "jobs", "", "get"),
                new Right("batch", "jobs", "", "create"),
                new Right("batch", "jobs", "", "delete"),
                new Right("", "pods", "log", "get"));
        RightsCheck check = new RightsCheck(
                client, new Needs(rights, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));

        Found.by(check)
                .has(
                        Status.FAILED,
                        "may not create, delete jobs",
                        "- {apiGroups: [\"batch\"], resources: [\"jobs\"], verbs: [\"create\", \"delete\"]}")
                .states()
                .hasSize(1);
        Found.by(check).isWell();
        SelfSubjectAccessReview asked =
                Serialization.unmarshal(server.getLastRequest().getUtf8Body(), SelfSubjectAccessReview.class);
        assertThat(asked.getSpec().getResourceAttributes().getSubresource()).isEqualTo("log");
        assertThat(asked.getSpec().getResourceAttributes().getNamespace()).isEqualTo("clouds");
    }

    @Test
    void kindsAndTemplatesOfArgo() throws Exception {
        Definition workflows = new Definition("argoproj.io", "v1alpha1", "workflows", "Argo Workflows");
        Needs needs = new Needs(
                List.of(),
                List.of(workflows),
                List.of("potree"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        Found.by(new DefinitionsCheck(client, needs))
                .has(Status.FAILED, "knows no workflows.argoproj.io", "kubectl get crd workflows.argoproj.io")
                .states()
                .hasSize(1);

        server.expect()
                .get()
                .withPath("/apis/argoproj.io/v1alpha1")
                .andReturn(
                        200,
                        new APIResourceListBuilder()
                                .withGroupVersion("argoproj.io/v1alpha1")
                                .addNewResource()
                                .withName("workflows")
                                .endResource()
                                .build())
                .always();
        Found.by(new DefinitionsCheck(client, needs))
                .has(Status.OK, "is defined", "")
                .has(Status.FAILED, "is not in the namespace 'clouds'", "kubectl --namespace clouds apply");

        create("argoproj.io/v1alpha1", "WorkflowTemplate", "potree");
        Found.by(new DefinitionsCheck(client, needs)).isWell();
    }

    @Test
    void claims() throws Exception {
        Needs needs =
                new Needs(List.of(), List.of(), List.of(), List.of(DATA), List.of(), List.of(), List.of(), List.of());
        Found.by(new ClaimsCheck(client, needs))
                .has(Status.FAILED, "no PersistentVolumeClaim", "caravan.convert.kubernetes.source-claim");

        claim("Pending", "ReadWriteMany");
        Found.by(new ClaimsCheck(client, needs)).has(Status.FAILED, "is Pending", "describe pvc data");
        claim("Bound", "ReadWriteOnce");
        Found.by(new ClaimsCheck(client, needs)).has(Status.WARNING, "[ReadWriteOnce]", "accessModes: [ReadOnlyMany]");
        claim("Bound", "ReadWriteMany");
        Found.by(new ClaimsCheck(client, needs)).isWell();
    }

    @Test
    void templatesAreTriedAndNothingIsKept() throws Exception {
        HasMetadata job = new JobBuilder()
                .withNewMetadata()
                .withName("trial")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
        Needs needs =
                new Needs(List.of(), List.of(), List.of(), List.of(), List.of(job), List.of(), List.of(), List.of());
        String path = "/apis/batch/v1/namespaces/clouds/jobs?fieldValidation=Strict&dryRun=All";
        server.expect().post().withPath(path).andReturn(201, job).once();
        server.expect()
                .post()
                .withPath(path)
                .andReturn(422, refusal("spec.template: Required value"))
                .once();
        server.expect()
                .post()
                .withPath(path)
                .andReturn(409, refusal("is there"))
                .once();

        Found.by(new TemplateCheck(client, needs)).isWell();
        Found.by(new TemplateCheck(client, needs))
                .has(Status.FAILED, "spec.template: Required value", "deploy/templates");
        Found.by(new TemplateCheck(client, needs)).has(Status.OK, "one of its name is there", "");
        assertThat(client.batch().v1().jobs().inNamespace("clouds").list().getItems())
                .isEmpty();
    }

    @Test
    void secretsOfTargets() throws Exception {
        ClusterNeeds needs = new AllNeeds(List.of(Needs.NOTHING, new ClusterNeeds() {
            @Override
            public String namespace() {
                return Needs.NOTHING.namespace();
            }

            @Override
            public List<Right> rights() {
                return List.of();
            }

            @Override
            public List<String> secrets() {
                return List.of("far-keys");
            }
        }));

        Found.by(new NamesCheck(client, needs))
                .has(
                        Status.FAILED,
                        "is not there",
                        "create secret generic far-keys --from-literal=AWS_ACCESS_KEY_ID=…");
    }

    @Test
    void whatIsCalledByItsName() throws Exception {
        Needs needs = new Needs(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("pull"),
                List.of("lidar"),
                List.of("low"));
        Found.by(new NamesCheck(client, needs))
                .has(Status.FAILED, "is not there", "create secret docker-registry pull")
                .has(Status.FAILED, "is not there", "kind: LocalQueue")
                .has(Status.FAILED, "is not there", "kubectl create priorityclass low");

        client.resource(new SecretBuilder()
                        .withMetadata(new ObjectMetaBuilder().withName("pull").build())
                        .build())
                .inNamespace("clouds")
                .create();
        create("kueue.x-k8s.io/v1beta1", "LocalQueue", "lidar");
        client.resource(new PriorityClassBuilder()
                        .withMetadata(new ObjectMetaBuilder().withName("low").build())
                        .build())
                .create();
        Found.by(new NamesCheck(client, needs)).isWell();
    }

    @Test
    void whatWeMayNotSeeIsSkipped() throws Exception {
        server.expect()
                .get()
                .withPath("/apis/scheduling.k8s.io/v1/priorityclasses/low")
                .andReturn(403, refusal("forbidden"))
                .always();
        server.expect()
                .get()
                .withPath("/api/v1/nodes")
                .andReturn(403, refusal("forbidden"))
                .always();
        Needs needs =
                new Needs(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of("low"));

        Found.by(new NamesCheck(client, needs)).states().containsExactly(Status.SKIPPED);
        Found.by(new NodesCheck(client, needs)).states().containsExactly(Status.SKIPPED);
    }

    @Test
    void nodes() throws Exception {
        Found.by(new NodesCheck(client, Needs.NOTHING)).has(Status.FAILED, "none of 0 is ready", "kubectl get nodes");

        node("good", "False");
        Found.by(new NodesCheck(client, Needs.NOTHING)).isWell();
        node("full", "True");
        Found.by(new NodesCheck(client, Needs.NOTHING))
                .has(Status.WARNING, "has DiskPressure", "kubectl describe node full")
                .has(Status.OK, "2 of 2 are ready", "");
    }

    @Test
    void whatIsNotNeededIsSkipped() throws Exception {
        Found.by(new ClaimsCheck(client, Needs.NOTHING)).states().containsExactly(Status.SKIPPED);
        Found.by(ClusterChecks.none("no cluster")).states().containsExactly(Status.SKIPPED);
    }

    @Test
    void eachRightIsAskedForOnce() {
        assertThat(Rights.KUBERNETES).doesNotHaveDuplicates().contains(new Right("", "pods", "log", "get"));
        assertThat(Rights.ARGO).doesNotHaveDuplicates().contains(new Right("argoproj.io", "workflows", "", "create"));
    }

    private Check apiServer() {
        return new ApiServerCheck(client, Needs.NOTHING, Clock.systemUTC());
    }

    private static VersionInfo version(String minor) {
        return new VersionInfo.Builder().withMajor("1").withMinor(minor).build();
    }

    private static io.fabric8.kubernetes.api.model.Status refusal(String message) {
        return new StatusBuilder().withStatus("Failure").withMessage(message).build();
    }

    /** @param times -1 for ever */
    private void allowed(boolean allowed, int times) {
        var answer = server.expect()
                .post()
                .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                .andReturn(
                        201,
                        new SelfSubjectAccessReviewBuilder()
                                .withNewStatus()
                                .withAllowed(allowed)
                                .endStatus()
                                .build());
        if (times < 0) {
            answer.always();
        } else {
            answer.times(times);
        }
    }

    private void create(String apiVersion, String kind, String name) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion(apiVersion);
        resource.setKind(kind);
        resource.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("clouds").build());
        String[] parts = apiVersion.split("/", -1);
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(parts[0])
                .withVersion(parts[1])
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
        client.genericKubernetesResources(context)
                .inNamespace("clouds")
                .resource(resource)
                .create();
    }

    private void claim(String phase, String mode) {
        client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes(mode)
                        .endSpec()
                        .withNewStatus()
                        .withPhase(phase)
                        .endStatus()
                        .build())
                .inNamespace("clouds")
                .createOr(existing -> existing.update());
    }

    private void node(String name, String diskPressure) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .addNewCondition()
                        .withType("DiskPressure")
                        .withStatus(diskPressure)
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
    }
}
