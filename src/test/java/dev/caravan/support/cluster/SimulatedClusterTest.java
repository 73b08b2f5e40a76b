package dev.caravan.support.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
    private final SimulatedCluster cluster = new SimulatedCluster();
    private final KubernetesClient client = cluster.client();

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void aJobThatSucceedsHasItsConditionsInOrder() {
        create(job("one"));

        cluster.job("one").pod().starts().says("10 %").exits(0);

        Job job = get("one");
        assertThat(conditions(job))
                .containsExactly("SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached");
        assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
        assertThat(job.getStatus().getActive()).isNull();
        assertThat(job.getStatus().getCompletionTime()).isNotNull();
        Pod pod = pods("one").get(0);
        assertThat(pod.getMetadata().getFinalizers()).isEmpty();
        assertThat(pod.getMetadata().getOwnerReferences().get(0).getUid())
                .isEqualTo(job.getMetadata().getUid());
        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
    }

    @Test
    void whatTheServerWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> create(new JobBuilder(job("one"))
                        .editSpec()
                        .withActiveDeadlineSeconds(0L)
                        .endSpec()
                        .build()))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(422);
                    assertThat(e.getStatus().getReason()).isEqualTo("Invalid");
                    assertThat(e.getStatus().getDetails().getCauses().get(0).getField())
                            .isEqualTo("spec.activeDeadlineSeconds");
                });
        Job unknown = job("one");
        unknown.getSpec().setAdditionalProperty("backofLimit", 1);
        assertThatThrownBy(() -> create(unknown)).hasMessageContaining("unknown field \"spec.backofLimit\"");
        create(job("one"));
        assertThatThrownBy(() -> create(job("one"))).extracting("code").isEqualTo(409);
        assertThat(client.batch().v1().jobs().withName("two").get()).isNull();
        assertThatThrownBy(() -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace("other")
                        .resource(job("one"))
                        .create())
                .hasMessageContaining("namespaces \"other\" not found");
    }

    @Test
    void anUpdateOfWhatHasChangedIsAConflict() {
        Job first = create(job("one"));
        cluster.job("one").pod().starts();
        first.getMetadata().setLabels(Map.of("a", "b"));

        assertThatThrownBy(() -> client.resource(first).update())
                .extracting("code")
                .isEqualTo(409);
        client.batch().v1().jobs().withName("one").edit(job -> new JobBuilder(job)
                .editMetadata()
                .addToLabels("a", "b")
                .endMetadata()
                .build());
        assertThat(get("one").getMetadata().getLabels()).containsEntry("a", "b");
    }

    @Test
    void badInputFailsTheJobAtOnce() {
        create(job("one"));

        cluster.job("one").pod().starts().exits(3);

        Job job = get("one");
        assertThat(conditions(job)).containsExactly("FailureTarget PodFailurePolicy", "Failed PodFailurePolicy");
        assertThat(job.getStatus().getConditions().get(1).getMessage())
                .matches(
                        "Container convert for pod caravan/one-\\w+ failed with exit code 3 matching FailJob rule at index 0");
        assertThat(job.getStatus().getFailed()).isEqualTo(1);
    }

    @Test
    void evictionPreemptionAndLostNodesDoNotCount() {
        create(job("one"));

        cluster.job("one").pod().starts().evicted("The node was low on resource: ephemeral-storage.");
        cluster.job("one").pod().starts().nodeLost();
        cluster.job("one").pod().preempted();

        Job job = get("one");
        assertThat(job.getStatus().getFailed()).isNull();
        assertThat(job.getStatus().getActive()).isEqualTo(1);
        assertThat(pods("one"))
                .extracting(pod ->
                        pod.getStatus().getPhase() + " " + pod.getStatus().getReason())
                .containsExactly("Failed Evicted", "Pending null");
    }

    @Test
    void otherFailuresCountUpToTheLimit() {
        create(job("one"));

        cluster.job("one").pod().starts().outOfMemory();
        cluster.job("one").pod().starts().killed(9);

        assertThat(conditions(get("one")))
                .containsExactly("FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded");
        assertThat(get("one").getStatus().getFailed()).isEqualTo(2);
        assertThat(pods("one")
                        .get(0)
                        .getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getTerminated()
                        .getReason())
                .isEqualTo("OOMKilled");
    }

    @Test
    void whatWaitsSaysWhy() {
        cluster.quotaExceeded("compute, requested: requests.memory=8Gi");
        create(job("one"));
        assertThat(pods("one")).isEmpty();
        assertThat(events("Job")).anyMatch(event -> event.startsWith("FailedCreate Error creating: pods"));

        cluster.quotaLifted();
        cluster.job("one").pod().claimUnbound();
        assertThat(pods("one").get(0).getStatus().getConditions().get(0).getMessage())
                .contains("unbound immediate");
        cluster.job("one").pod().imageNotPulled();

        assertThat(pods("one")
                        .get(0)
                        .getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getWaiting()
                        .getReason())
                .isEqualTo("ImagePullBackOff");
        assertThat(events("Pod")).anyMatch(event -> event.startsWith("FailedScheduling"));
    }

    @Test
    void aSuspendedJobWaitsUntilItIsAdmitted() {
        create(new JobBuilder(job("one")).editSpec().withSuspend(true).endSpec().build());
        assertThat(pods("one")).isEmpty();
        assertThat(conditions(get("one"))).containsExactly("Suspended JobSuspended");

        cluster.job("one").admitted();

        assertThat(pods("one")).hasSize(1);
        assertThat(conditions(get("one"))).containsExactly("Suspended JobResumed");
    }

    @Test
    void deadlineAndTimeToLive() {
        create(job("one"));
        cluster.podsTakeTheirTimeToEnd();
        cluster.job("one").pod().starts();

        cluster.job("one").deadlineExceeded();
        assertThat(conditions(get("one"))).containsExactly("FailureTarget DeadlineExceeded");
        assertThat(get("one").getStatus().getTerminating()).isEqualTo(1);
        SimulatedPod pod = cluster.job("one").pod();
        pod.terminates();

        assertThat(conditions(get("one"))).containsExactly("FailureTarget DeadlineExceeded", "Failed DeadlineExceeded");
        cluster.job("one").outlived();
        assertThat(client.batch().v1().jobs().list().getItems()).isEmpty();
        assertThat(client.pods().list().getItems()).isEmpty();
    }

    @Test
    void inTheForegroundPodsGoFirst() {
        cluster.podsTakeTheirTimeToEnd();
        create(job("one"));
        SimulatedPod pod = cluster.job("one").pod().starts();

        client.batch()
                .v1()
                .jobs()
                .withName("one")
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
        assertThat(get("one").getMetadata().getFinalizers()).containsExactly("foregroundDeletion");
        assertThat(pods("one").get(0).getMetadata().getDeletionTimestamp()).isNotNull();
        pod.terminates();

        assertThat(cluster.job("one").exists()).isFalse();
        assertThat(client.pods().list().getItems()).isEmpty();
    }

    @Test
    void inTheBackgroundTheJobGoesFirstAndOrphansStay() {
        create(job("one"));
        create(job("two"));
        cluster.job("one").pod().starts();
        cluster.job("two").pod().starts();

        client.batch()
                .v1()
                .jobs()
                .withName("one")
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
        client.batch()
                .v1()
                .jobs()
                .withName("two")
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();

        assertThat(cluster.jobs()).isEmpty();
        assertThat(client.pods().list().getItems()).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getOwnerReferences()).isEmpty();
            assertThat(pod.getMetadata().getName()).startsWith("two-");
        });
    }

    @Test
    void logsAreReadAndFollowed() throws Exception {
        create(job("one"));
        SimulatedPod pod = cluster.job("one").pod();
        assertThatThrownBy(() -> client.pods().withName(pod.name()).getLog())
                .hasMessageContaining("is waiting to start");
        pod.starts().says("one").says("two").says("three");

        assertThat(client.pods().withName(pod.name()).getLog()).isEqualTo("one\ntwo\nthree\n");
        assertThat(client.pods().withName(pod.name()).tailingLines(1).getLog()).isEqualTo("three\n");
        assertThat(client.pods().withName(pod.name()).limitBytes(3).getLog()).isEqualTo("one");
        assertThat(client.pods().withName(pod.name()).usingTimestamps().getLog())
                .matches("(?s)\\d{4}-.*Z one\n.*");
        try (var watch = client.pods().withName(pod.name()).watchLog()) {
            pod.says("four").exits(0);
            assertThat(new String(watch.getOutput().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("one\ntwo\nthree\nfour\n");
        }
    }

    @Test
    void anInformerSurvivesGoneCutsAndAbsence() {
        try (SharedIndexInformer<Job> jobs =
                client.batch().v1().jobs().withLabel("caravan.dev/job").inform()) {
            create(job("one"));
            await().until(() -> jobs.getStore().list().size() == 1);

            cluster.expiresWatches();
            create(job("two"));
            await().until(() -> jobs.getStore().list().size() == 2);
            cluster.cutsWatches();
            create(job("three"));
            await().until(() -> jobs.getStore().list().size() == 3);
            cluster.away();
            cluster.job("three").deleted();
            cluster.back();
            await().until(() -> jobs.getStore().list().size() == 2);
        }
    }

    @Test
    void pagesExpire() {
        List.of("a", "b", "c").forEach(name -> create(job(name)));
        var first = client.batch()
                .v1()
                .jobs()
                .list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                        .withLimit(2L)
                        .build());
        assertThat(first.getItems()).hasSize(2);
        assertThat(first.getMetadata().getRemainingItemCount()).isEqualTo(1);
        String token = first.getMetadata().getContinue();
        var next = new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                .withLimit(2L)
                .withContinue(token)
                .build();
        assertThat(client.batch().v1().jobs().list(next).getItems()).hasSize(1);

        cluster.compacts();

        assertThatThrownBy(() -> client.batch().v1().jobs().list(next))
                .extracting("code")
                .isEqualTo(410);
    }

    @Test
    void faultsAreMetOnceAndTheJournalTellsTheRole() {
        cluster.fails(call -> call.verb().equals("create"), 1, 403);
        assertThatThrownBy(() -> create(job("one"))).extracting("code").isEqualTo(403);
        cluster.throttles(call -> call.verb().equals("create"), 1, 1);
        create(job("one"));
        client.pods().withLabel("job-name=one").list();

        assertThat(cluster.journal().rules())
                .containsEntry("batch/jobs", Set.of("create"))
                .containsEntry("/pods", Set.of("list"));
        assertThat(cluster.journal().calls()).hasSize(4);
        assertThat(cluster.journal().mostPerSecond()).isPositive();
        assertThat(cluster.journal().calls().get(3).selector()).isEqualTo("job-name=one");
    }

    @Test
    void accessIsByRules() throws Exception {
        cluster.allowOnly(new ObjectMapper()
                .readTree("[{\"apiGroups\":[\"batch\"],\"resources\":[\"jobs\"],\"verbs\":[\"create\"]}]"));

        create(job("one"));
        assertThatThrownBy(() -> client.pods().list()).extracting("code").isEqualTo(403);
        var review = client.authorization().v1().selfSubjectAccessReview();
        assertThat(review.create(Reviews.of("batch", "jobs", "create"))
                        .getStatus()
                        .getAllowed())
                .isTrue();
        assertThat(review.create(Reviews.of("batch", "jobs", "delete"))
                        .getStatus()
                        .getAllowed())
                .isFalse();
        assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("32");
    }

    @Test
    void eachJobIsRunAsTheTestSays() {
        cluster.onEachJob(job -> job.pod().starts().exits(0));

        for (int i = 0; i < 20; i++) {
            create(job("job-" + i));
        }

        await().until(() -> client.batch().v1().jobs().list().getItems().stream()
                .allMatch(job -> job.getStatus().getSucceeded() != null));
    }

    @Test
    void workflowsAreServedWhenArgoIs() {
        assertThatThrownBy(() -> client.genericKubernetesResources("argoproj.io/v1alpha1", "Workflow"))
                .isInstanceOf(KubernetesClientException.class);
        cluster.serveArgo();
        var workflow = new io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder()
                .withApiVersion("argoproj.io/v1alpha1")
                .withKind("Workflow")
                .withNewMetadata()
                .withName("one")
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("workflowTemplateRef", Map.of("name", "potree")))
                .build();
        client.resource(workflow).create();

        cluster.workflow("one")
                .runs()
                .node("one-1", "Failed", "OOMKilled (exit code 137)")
                .ends("Failed", "child failed");

        var found = client.genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
                .withName("one")
                .get();
        assertThat(found.<String>get("status", "phase")).isEqualTo("Failed");
        assertThat(found.getMetadata().getLabels()).containsEntry("workflows.argoproj.io/completed", "true");
    }

    private Job create(Job job) {
        return client.batch().v1().jobs().resource(job).create();
    }

    private Job get(String name) {
        return client.batch().v1().jobs().withName(name).require();
    }

    private List<Pod> pods(String job) {
        return client.pods()
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems();
    }

    private List<String> events(String kind) {
        return client.v1().events().withField("involvedObject.kind", kind).list().getItems().stream()
                .map(event -> event.getReason() + " " + event.getMessage())
                .toList();
    }

    private static List<String> conditions(Job job) {
        return job.getStatus().getConditions().stream()
                .map((JobCondition condition) -> condition.getType() + " " + condition.getReason())
                .toList();
    }

    private static Job job(String name) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("caravan.dev/job", name)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(1)
                .withActiveDeadlineSeconds(60L)
                .withTtlSecondsAfterFinished(60)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName("convert")
                .withOperator("In")
                .withValues(3)
                .endOnExitCodes()
                .endRule()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("convert")
                .withImage("caravan:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
