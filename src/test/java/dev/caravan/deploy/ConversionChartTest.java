package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversions by the Jobs of the cluster, as the chart and the overlay set them up. */
class ConversionChartTest {
    private static final String POD = "/spec/template/spec";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | convert/runner | kubernetes
            {} | convert/kubernetes/cpus | 2
            {} | convert/kubernetes/parameters/image | caravan:0.1.0-SNAPSHOT
            {} | convert/kubernetes/parameters/sources-claim | clouds
            {} | convert/kubernetes/parameters/sources-path | /las
            {} | convert/kubernetes/parameters/work-claim | my-caravan-data
            {} | convert/kubernetes/parameters/work-path | /data
            {} | convert/kubernetes/template | ''
            {} | kubernetes/instance | my
            {} | kubernetes/namespace | ''
            {image: {pullSecrets: [registry]}} | convert/kubernetes/parameters/pull-secret | registry
            {image: {pullSecrets: [registry]}, conversion: {pullSecret: other}} | convert/kubernetes/parameters/pull-secret | other
            {conversion: {image: r.example.org/c:1}} | convert/kubernetes/parameters/image | r.example.org/c:1
            {conversion: {cpus: 8}} | convert/kubernetes/cpus | 8
            {conversion: {mostMemory: 256GB}} | convert/kubernetes/most-memory | 256GB
            {conversion: {queue: lidar}} | convert/kubernetes/parameters/queue | lidar
            {conversion: {priorityClass: night}} | convert/kubernetes/parameters/priority-class | night
            {conversion: {serviceAccount: converter}} | convert/kubernetes/parameters/service-account | converter
            {conversion: {parameters: {work-claim: other}}} | convert/kubernetes/parameters/work-claim | other
            {conversion: {parameters: {tier: '1'}}} | convert/kubernetes/parameters/tier | 1
            {data: {existingClaim: mine}} | convert/kubernetes/parameters/work-claim | mine
            {kubernetes: {namespace: batch}, data: {existingClaim: mine}} | kubernetes/namespace | batch
            {kubernetes: {instance: night}} | kubernetes/instance | night
            {kubernetes: {callsPerSecond: 5}} | kubernetes/calls-per-second | 5
            {kubernetes: {look: 1m}} | kubernetes/look | 1m
            {kubernetes: {patience: 10m}} | kubernetes/patience | 10m
            """)
    void aValueBecomesASetting(String values, String key, String expected) throws IOException {
        Configured configured = configured("{claim: clouds, path: /las}", values);

        assertThat(configured.assertAllowed().tree().at("/caravan/" + key).asText())
                .isEqualTo(expected);
        configured.job();
    }

    /** Whatever the sources are: a path that the service writes into an order means the same file in the Job's pod. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{claim: clouds, path: /las}",
                "{claim: clouds, path: /las, subPath: a}",
                "{claim: clouds, path: /las}, {claim: more, path: /more, subPath: b}",
                "{claim: clouds, path: /a, subPath: a}, {claim: clouds, path: /b, subPath: b}"
            })
    void thePodsOfJobsSeeWhatTheServiceSees(String sources) throws IOException {
        Manifests chart = chart(sources, "{}");
        JsonNode job =
                Configured.of(chart, directory).assertAllowed().job().all().get(0);

        assertThat(Mounts.claims(job)).isEqualTo(Mounts.claims(chart.one("Deployment/my-caravan")));
    }

    @Test
    void anEditedTemplateIsMountedAndUsed() throws IOException {
        String edited = """
                apiVersion: batch/v1
                kind: Job
                metadata: {labels: {tier: "${parameters.tier}"}}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                      containers:
                        - name: convert
                          image: "${parameters.image}"
                          args: [convert, "${sources}", -o, "${octree}"]
                          resources: {requests: {cpu: "${cpus}"}, limits: {memory: "${memory}"}}
                          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                """;
        String values = "conversion:\n  parameters: {tier: night}\n  template: |\n" + edited.indent(4);
        Manifests chart = chart("{claim: clouds, path: /las}", values);

        JsonNode job =
                Configured.of(chart, directory).assertAllowed().job().all().get(0);

        assertThat(job.at("/metadata/labels/tier").asText()).isEqualTo("night");
        assertThat(Mounts.configMaps(chart.one("Deployment/my-caravan")))
                .containsEntry("/etc/caravan/conversion", "my-caravan-conversion/");
    }

    @Test
    void aConfigMapOfOnesOwnHasTheTemplate() {
        Manifests chart = chart("", "{conversion: {templateConfigMap: {name: mine, key: job.yaml}}}");

        assertThat(Mounts.configMaps(chart.one("Deployment/my-caravan")))
                .containsEntry("/etc/caravan/conversion", "mine/");
        assertThat(chart.one("ConfigMap/my-caravan-config").toString())
                .contains("template: /etc/caravan/conversion/job.yaml");
    }

    /** The service is not told when a mounted file changes; another pod begins. */
    @Test
    void anotherTemplateStartsThePodAnew() {
        String one = checksum("{claim: clouds, path: /las}, {claim: more, path: /more}");

        assertThat(checksum("{claim: clouds, path: /las}, {claim: more, path: /other}"))
                .isNotEmpty()
                .isNotEqualTo(one);
    }

    @Test
    void theNetworkPoliciesSelectThePodsOfJobs() throws IOException {
        Manifests chart =
                chart("{claim: clouds, path: /las}", "{nameOverride: carrier, kubernetes: {instance: night}}");
        JsonNode labels = Configured.of(chart, directory).job().all().get(0).at("/spec/template/metadata/labels");

        JsonNode selector = chart.one("NetworkPolicy/my-carrier-jobs").at("/spec/podSelector");

        selector.path("matchLabels").properties().forEach(label -> assertThat(labels.path(label.getKey()))
                .isEqualTo(label.getValue()));
        assertThat(Manifests.words(selector.at("/matchExpressions/0/values")))
                .contains(labels.path("app.kubernetes.io/component").asText());
        assertThat(chart.one("NetworkPolicy/my-carrier-jobs").at("/spec/egress").isMissingNode())
                .isTrue();
    }

    @Test
    void jobsElsewhereHaveTheirRightsAndPoliciesThere() {
        Manifests chart = chart("", "{kubernetes: {namespace: batch}, data: {existingClaim: mine}}");

        assertThat(chart.one("Role/my-caravan").at("/metadata/namespace").asText())
                .isEqualTo("batch");
        JsonNode binding = chart.one("RoleBinding/my-caravan");
        assertThat(binding.at("/metadata/namespace").asText()).isEqualTo("batch");
        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("maps");
        assertThat(chart.one("NetworkPolicy/my-caravan-jobs")
                        .at("/metadata/namespace")
                        .asText())
                .isEqualTo("batch");
        assertThat(chart.one("Deployment/my-caravan").at("/metadata/namespace").asText())
                .isEqualTo("maps");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {conversion: {runner: spark}} | '/conversion/runner'
            {conversion: {cpus: 0}} | '/conversion/cpus'
            {conversion: {mostMemory: 64Gi}} | '/conversion/mostMemory'
            {conversion: {parameters: {cpus: 4}}} | '/conversion/parameters/cpus'
            {kubernetes: {instance: My}} | '/kubernetes/instance'
            {kubernetes: {look: soon}} | '/kubernetes/look'
            {conversion: {template: a}} | conversion.template is for the runner kubernetes
            {conversion: {runner: kubernetes, template: a, templateConfigMap: {name: b}}} | use one of them
            {config: {caravan: {convert: {runner: kubernetes}}}} | set conversion.runner
            {config: {caravan: {geozarr: {runner: argo}}}} | set geozarr.runner
            {conversion: {runner: kubernetes}, data: {accessMode: ReadWriteOncePod}} | which needs ReadWriteMany
            {conversion: {runner: kubernetes}, kubernetes: {namespace: batch}} | conversion.parameters.work-claim
            """)
    void aBadValueIsRefusedByName(String values, String message) {
        assertThatThrownBy(() -> Chart.text(values)).hasMessageContaining(message);
    }

    @Test
    @EnabledIf("dev.caravan.deploy.Kustomized#canBe")
    void theOverlayIsSetUpLikewise() throws IOException {
        Manifests made = Kustomized.made("overlays/cluster-jobs");
        JsonNode job =
                Configured.of(made, directory).assertAllowed().job().all().get(0);

        assertThat(Mounts.claims(job)).isEqualTo(Mounts.claims(made.one("Deployment/caravan")));
        assertThat(job.at(POD + "/containers/0/image"))
                .isEqualTo(made.one("Deployment/caravan").at(POD + "/containers/0/image"));
    }

    private Configured configured(String sources, String values) throws IOException {
        return Configured.of(chart(sources, values), directory);
    }

    /** What is not about conversions by Jobs, and in no test differs. */
    private static Manifests chart(String sources, String values) {
        String common = """
                conversion: {runner: kubernetes}
                data: {accessMode: ReadWriteMany}
                s3: {targets: [{name: aws, bucket: clouds, region: eu-central-1}]}
                sources: [%s]
                """.formatted(sources);
        return Chart.rendered(common, values).assertAcceptable();
    }

    private static String checksum(String sources) {
        return chart(sources, "{}")
                .one("Deployment/my-caravan")
                .at("/spec/template/metadata/annotations/checksum~1conversion")
                .asText();
    }
}
