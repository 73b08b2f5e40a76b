package dev.caravan.deploy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart and the overlays write into application.yaml is what the service allows. */
class SettingsChartTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{mode: cronjob}",
                "{redis: {enabled: false, url: 'rediss://ann@r.example.org:6380/2'}}",
                "{sources: [{claim: clouds, path: /las, settings: {unit: directory}}], shutdownTimeout: 300}",
                "{s3: {targets: [{name: aws, bucket: clouds, region: eu-central-1, credentials: aws}]}, config: {caravan: {publish: {credentials: {aws: {access-key: a, secret-key: b}}}}}}",
                "{api: {keysSecret: {name: ''}}, config: {caravan: {api: {oidc: {issuer: 'https://login.example.org', audience: caravan}}}}}",
                "{kubernetes: {enabled: true}, argo: {enabled: true}}",
                "{conversion: {runner: argo}, sources: [{claim: clouds, path: /las}]}",
                "{conversion: {runner: argo, argo: {workflowTemplate: theirs, parameters: {cpu-limit: '8'}}}}",
                "{geozarr: {runner: argo, image: 'r.example.org/z:1', parameters: {memory-limit: 64Gi}}}"
            })
    void theChartsSettingsAreAllowed(String values) throws IOException {
        Configured.of(Chart.rendered(values), directory).assertAllowed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/with-redis", "overlays/cronjob", "overlays/cluster-jobs"})
    @EnabledIf("dev.caravan.deploy.Kustomized#canBe")
    void theOverlaysSettingsAreAllowed(String overlay) throws IOException {
        Configured.of(Kustomized.made(overlay), directory).assertAllowed();
    }
}
