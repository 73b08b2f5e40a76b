package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What `helm test` runs, and what is said after an installation. */
class SmokeChartTest {
    private static final String JOBS =
            "{conversion: {runner: kubernetes}, sources: [{claim: clouds, path: /las}], data: {accessMode: ReadWriteMany}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                JOBS,
                "{mode: cronjob}",
                "{redis: {enabled: false, url: 'redis://r'}}",
                "{networkPolicy: {enabled: false}}"
            })
    void aServerTakesIt(String values) {
        assertThat(Chart.tests(values).assertAcceptable().names()).contains("Pod/my-caravan-test");
    }

    /** So that it finds what the service finds: settings, Secrets, volumes, account. */
    @ParameterizedTest
    @ValueSource(
            strings = {JOBS, "{redis: {password: {secret: pw}}, s3: {credentials: [{name: aws, secret: s3-keys}]}}"})
    void theDoctorSeesWhatTheServiceSees(String values) {
        JsonNode test = Chart.tests(values).one("Pod/my-caravan-test").path("spec");
        JsonNode service = Chart.rendered(values).one("Deployment/my-caravan").at("/spec/template/spec");

        for (String same :
                new String[] {"volumes", "serviceAccountName", "automountServiceAccountToken", "securityContext"}) {
            assertThat(test.path(same)).as(same).isEqualTo(service.path(same));
        }
        for (String same : new String[] {"image", "env", "volumeMounts", "securityContext"}) {
            assertThat(test.at("/containers/0").path(same))
                    .as(same)
                    .isEqualTo(service.at("/containers/0").path(same));
        }
    }

    /** The service's Service, its budget and its policies must not take it for an instance. */
    @Test
    void nobodyTakesItForAnInstance() {
        JsonNode labels = Chart.tests("{}").one("Pod/my-caravan-test").at("/metadata/labels");

        assertThat(labels.path("app.kubernetes.io/component").asText()).isEqualTo("test");
        assertThat(Chart.rendered("{}")
                        .one("Service/my-caravan")
                        .at("/spec/selector/app.kubernetes.io~1component")
                        .asText())
                .isEqualTo("service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", JOBS, "{redis: {enabled: false, url: 'redis://r'}}"})
    void itReachesWhatTheServiceReaches(String values) {
        JsonNode test = Chart.tests(values).one("NetworkPolicy/my-caravan-test").path("spec");
        JsonNode service =
                Chart.rendered(values).one("NetworkPolicy/my-caravan-service").path("spec");

        assertThat(test.path("egress")).isEqualTo(service.path("egress"));
        assertThat(test.at("/podSelector/matchLabels/app.kubernetes.io~1component")
                        .asText())
                .isEqualTo("test");
        assertThat(test.path("policyTypes")).isEqualTo(service.path("policyTypes"));
    }

    @Test
    void itLooksAtWhatIsAskedFor() {
        JsonNode all = Chart.tests("{}").one("Pod/my-caravan-test").at("/spec/containers/0/args");
        JsonNode some = Chart.tests("{test: {checks: [redis, targets]}}")
                .one("Pod/my-caravan-test")
                .at("/spec/containers/0/args");

        assertThat(Manifests.words(all)).containsExactly("doctor", "--offline");
        assertThat(Manifests.words(some)).endsWith("--check=redis", "--check=targets");
    }

    @Test
    void itCanBeLeftOut() {
        assertThat(Chart.tests("{test: {enabled: false}}").all()).isEmpty();
        assertThat(Chart.notes("{test: {enabled: false}}")).doesNotContain("helm test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | helm test my -n maps
            {} | kubectl -n maps rollout status deployment/my-caravan
            {} | It needs the Secret 'caravan-api-keys'
            {} | ATTENTION: `sources` is empty
            {mode: cronjob} | create job --from=cronjob/my-caravan
            {conversion: {runner: kubernetes}} | get jobs -l app.kubernetes.io/managed-by=caravan,app.kubernetes.io/instance=my
            {conversion: {runner: kubernetes}} | ATTENTION: `data.accessMode` is ReadWriteOnce
            {conversion: {runner: argo}} | by the WorkflowTemplate 'my-caravan-potree-convert'
            """)
    void theNotesSayWhatToDoNext(String values, String line) {
        assertThat(Chart.notes(values)).contains(line);
    }
}
