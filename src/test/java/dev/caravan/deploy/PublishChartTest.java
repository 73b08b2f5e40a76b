package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads by the Jobs of the cluster, as the chart sets them up. */
class PublishChartTest {
    private static final String POD = "/spec/template/spec";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | publish/runner | kubernetes
            {} | publish/targets/0/name | aws
            {} | publish/kubernetes/parameters/image | caravan:0.1.0-SNAPSHOT
            {} | publish/kubernetes/parameters/work-claim | my-caravan-data
            {} | publish/kubernetes/parameters/work-path | /data
            {} | kubernetes/instance | my
            {} | convert/runner | ''
            {image: {pullSecrets: [registry]}} | publish/kubernetes/parameters/pull-secret | registry
            {publishing: {image: r.example.org/c:1}} | publish/kubernetes/parameters/image | r.example.org/c:1
            {publishing: {secrets: {aws: s3-sender}}} | publish/kubernetes/secrets/aws | s3-sender
            {publishing: {serviceAccount: sender}} | publish/kubernetes/parameters/service-account | sender
            {publishing: {parameters: {queue: uploads}}} | publish/kubernetes/parameters/queue | uploads
            {data: {existingClaim: mine}} | publish/kubernetes/parameters/work-claim | mine
            {conversion: {runner: kubernetes, sendAhead: true}} | convert/kubernetes/send-ahead | true
            {conversion: {runner: kubernetes, publishSecret: keys}} | convert/kubernetes/parameters/publish-secret | keys
            """)
    void aValueBecomesASetting(String values, String key, String expected) throws IOException {
        Configured configured = Configured.of(chart(values), directory);

        assertThat(configured.assertAllowed().tree().at("/caravan/" + key).asText())
                .isEqualTo(expected);
        configured.job();
    }

    /** A path that the service writes into an order means the same file in the pod that sends it. */
    @Test
    void thePodsOfJobsSeeTheOctreesWhereTheServiceHasThem() throws IOException {
        Manifests chart = chart("{}");
        JsonNode job =
                Configured.of(chart, directory).assertAllowed().job().all().get(0);

        assertThat(job.at(POD + "/containers/0/name").asText()).isEqualTo("publish");
        assertThat(Mounts.claims(chart.one("Deployment/my-caravan"))).containsAllEntriesOf(Mounts.claims(job));
    }

    @Test
    void theServiceHasTheRightsAndThePodsMaySpeakToS3() throws IOException {
        Manifests chart = chart("{}");
        JsonNode labels = Configured.of(chart, directory).job().all().get(0).at("/spec/template/metadata/labels");

        assertThat(chart.one("Role/my-caravan").path("rules").toString()).contains("\"jobs\"");
        JsonNode selector =
                chart.one("NetworkPolicy/my-caravan-jobs-out").at("/spec/podSelector/matchExpressions/0/values");
        assertThat(Manifests.words(selector))
                .containsExactly(labels.path("app.kubernetes.io/component").asText());
    }

    @Test
    void aPodThatConvertsMaySpeakToS3OnlyWhenItSendsAhead() {
        assertThat(mayGoOut("{conversion: {runner: kubernetes, sendAhead: true}}"))
                .contains("convert");
        assertThat(mayGoOut("{conversion: {runner: kubernetes}}")).doesNotContain("convert");
    }

    private static String mayGoOut(String values) {
        return chart(values)
                .one("NetworkPolicy/my-caravan-jobs-out")
                .at("/spec/podSelector/matchExpressions/0/values")
                .toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {publishing: {runner: argo}} | '/publishing/runner'
            {publishing: {secrets: {aws: 1}}} | '/publishing/secrets/aws'
            {publishing: {runner: kubernetes}} | s3.targets is empty
            {config: {caravan: {publish: {runner: kubernetes}}}} | set publishing.runner
            {conversion: {sendAhead: true}} | conversion.sendAhead is for the runner kubernetes
            {publishing: {runner: kubernetes}, s3: {targets: [{name: aws, bucket: clouds}]}, data: {accessMode: ReadWriteOncePod}} | which needs ReadWriteMany
            """)
    void aBadValueIsRefusedByName(String values, String message) {
        assertThatThrownBy(() -> Chart.text(values)).hasMessageContaining(message);
    }

    private static Manifests chart(String values) {
        String common = """
                publishing: {runner: kubernetes}
                data: {accessMode: ReadWriteMany}
                s3: {targets: [{name: aws, bucket: clouds, region: eu-central-1}]}
                sources: [{claim: clouds, path: /las}]
                """;
        return Chart.rendered(common, values).assertAcceptable();
    }
}
