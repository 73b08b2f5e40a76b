package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversions by Workflows of Argo, as the chart sets them up. */
class WorkflowChartTest {
    private static final String COMMON = """
            conversion: {runner: argo}
            geozarr: {runner: argo}
            data: {accessMode: ReadWriteMany}
            sources: [{claim: clouds, path: /las}]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | convert/runner | argo
            {} | convert/argo/workflow-template | my-caravan-potree-convert
            {} | convert/argo/parameters/potree-image | caravan:0.1.0-SNAPSHOT
            {} | convert/argo/parameters/image-pull-policy | IfNotPresent
            {} | convert/argo/parameters/sources-claim | clouds
            {} | convert/argo/parameters/sources-path | /las
            {} | convert/argo/parameters/work-claim | my-caravan-data
            {} | convert/argo/parameters/work-path | /data
            {} | geozarr/runner | argo
            {} | geozarr/argo/workflow-template | my-caravan-geozarr-convert
            {} | geozarr/argo/parameters/work-claim | my-caravan-data
            {} | kubernetes/instance | my
            {conversion: {image: r.example.org/c:1}} | convert/argo/parameters/potree-image | r.example.org/c:1
            {conversion: {argo: {workflowTemplate: theirs}}} | convert/argo/workflow-template | theirs
            {conversion: {argo: {parameters: {work-claim: other}}}} | convert/argo/parameters/work-claim | other
            {argo: {workflowTemplates: false}} | convert/argo/workflow-template | caravan-potree-convert
            {argo: {workflowTemplates: false}} | geozarr/argo/workflow-template | caravan-geozarr-convert
            {geozarr: {image: r.example.org/z:1}} | geozarr/argo/parameters/image | r.example.org/z:1
            {geozarr: {workflowTemplate: theirs}} | geozarr/argo/workflow-template | theirs
            {geozarr: {parameters: {groups: /a}}} | geozarr/argo/parameters/groups | /a
            """)
    void aValueBecomesASetting(String values, String key, String expected) {
        JsonNode settings = settings(Chart.rendered(COMMON, values).assertAcceptable());

        assertThat(settings.at("/caravan/" + key).asText()).isEqualTo(expected);
    }

    /** A path that the service writes into an order means the same file in the Workflow's pods. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{claim: clouds, path: /las}",
                "{claim: clouds, path: /las, subPath: a}",
                "{claim: clouds, path: /las}, {claim: more, path: /more, subPath: b}"
            })
    void thePodsOfWorkflowsSeeWhatTheServiceSees(String sources) {
        Manifests chart = Chart.rendered(COMMON, "sources: [%s]".formatted(sources));

        JsonNode workflow = filled(
                chart.one("WorkflowTemplate/my-caravan-potree-convert").path("spec"),
                settings(chart).at("/caravan/convert/argo/parameters"));

        assertThat(Mounts.claims(workflow.path("volumes"), workflow.at("/templates/0/container")))
                .isEqualTo(Mounts.claims(chart.one("Deployment/my-caravan")));
    }

    /** Argo ignores what a template does not declare. */
    @ParameterizedTest
    @CsvSource({"potree-convert, convert", "geozarr-convert, geozarr"})
    void eachParameterIsDeclaredByItsTemplate(String name, String block) {
        Manifests chart = Chart.rendered(COMMON, "{geozarr: {image: 'z:1'}}");
        List<String> declared = chart.one("WorkflowTemplate/my-caravan-" + name)
                .at("/spec/arguments/parameters")
                .findValuesAsText("name");

        settings(chart)
                .at("/caravan/" + block + "/argo/parameters")
                .fieldNames()
                .forEachRemaining(parameter -> assertThat(declared).contains(parameter));
    }

    @Test
    void whoeverNamesAnotherClaimHasTheTemplateAsItIsShipped() throws Exception {
        JsonNode shipped =
                Manifests.yaml(Files.readString(Path.of("deploy/argo/potree-convert-workflowtemplate.yaml")));

        JsonNode template = Chart.rendered(COMMON, "{conversion: {argo: {parameters: {sources-claim: other}}}}")
                .one("WorkflowTemplate/my-caravan-potree-convert");

        assertThat(template.at("/spec/volumes")).isEqualTo(shipped.at("/spec/volumes"));
    }

    /** Argo's executor speaks to the API server from within the pod. */
    @ParameterizedTest
    @ValueSource(strings = {"potree-convert", "geozarr-convert"})
    void itsAccountHasATokenAndOnlyWhatTheExecutorNeeds(String name) {
        Manifests chart = Chart.rendered(COMMON);

        String account = chart.one("WorkflowTemplate/my-caravan-" + name)
                .at("/spec/serviceAccountName")
                .asText();

        assertThat(chart.one("ServiceAccount/" + account)
                        .path("automountServiceAccountToken")
                        .asBoolean())
                .isTrue();
        assertThat(chart.one("RoleBinding/" + account).at("/subjects/0/name").asText())
                .isEqualTo(account);
        assertThat(chart.one("Role/" + account).path("rules").toString())
                .isEqualTo(
                        "[{\"apiGroups\":[\"argoproj.io\"],\"resources\":[\"workflowtaskresults\"],\"verbs\":[\"create\",\"patch\"]}]");
    }

    @Test
    void theNetworkPoliciesLetItsPodsToTheApiServer() {
        Manifests chart = Chart.rendered(COMMON);
        JsonNode labels =
                chart.one("WorkflowTemplate/my-caravan-potree-convert").at("/spec/templates/0/metadata/labels");
        JsonNode policy = chart.one("NetworkPolicy/my-caravan-jobs-out").path("spec");

        policy.at("/podSelector/matchLabels").properties().forEach(label -> assertThat(labels.path(label.getKey()))
                .isEqualTo(label.getValue()));
        assertThat(Manifests.words(policy.at("/podSelector/matchExpressions/0/values")))
                .contains(labels.path("app.kubernetes.io/component").asText());
        assertThat(policy.path("egress").toString()).contains("6443");
    }

    @Test
    void theImagesAreGotWithTheSameSecret() {
        Manifests chart = Chart.rendered(COMMON, "{image: {pullSecrets: [registry]}}");

        assertThat(chart.one("WorkflowTemplate/my-caravan-potree-convert")
                        .at("/spec/imagePullSecrets/0/name")
                        .asText())
                .isEqualTo("registry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{conversion: {runner: kubernetes}}", "{argo: {enabled: true, workflowTemplates: false}}"})
    void withoutThemThereIsNothingThatNeedsArgo(String values) {
        assertThat(Chart.rendered(values).ofKind("WorkflowTemplate")).isEmpty();
    }

    private static JsonNode settings(Manifests chart) {
        return Manifests.yaml(chart.one("ConfigMap/my-caravan-config")
                .at("/data/application.yaml")
                .asText());
    }

    private static JsonNode filled(JsonNode spec, JsonNode parameters) {
        String[] text = {spec.toString()};
        parameters
                .properties()
                .forEach(parameter -> text[0] = text[0].replace(
                        "{{workflow.parameters." + parameter.getKey() + "}}",
                        parameter.getValue().asText()));
        return Manifests.yaml(text[0]);
    }
}
