package dev.caravan.support.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesSchemasTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: convert-one
              labels: {caravan.dev/job: a}
              annotations: {caravan.dev/source: /data/a.laz}
            spec:
              backoffLimit: 2
              activeDeadlineSeconds: 60
              ttlSecondsAfterFinished: 60
              podFailurePolicy:
                rules:
                  - action: FailJob
                    onExitCodes: {containerName: convert, operator: In, values: [3, 4]}
                  - action: Ignore
                    onPodConditions: [{type: DisruptionTarget, status: "True"}]
              template:
                spec:
                  restartPolicy: Never
                  serviceAccountName: convert
                  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                  containers:
                    - name: convert
                      image: caravan:1
                      env: [{name: A_B, value: c}]
                      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                      resources:
                        requests: {memory: 1Gi, cpu: 500m}
                        limits: {memory: 1024Mi}
                      volumeMounts: [{name: data, mountPath: /data, readOnly: true}]
                  volumes:
                    - name: data
                      persistentVolumeClaim: {claimName: data}
            """;

    @Test
    void aJobThatIsRightHasNoFlaw() throws IOException {
        assertThat(KubernetesSchemas.validate(YAML.readTree(JOB))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            backoffLimit: 2              | backofLimit: 2             | /spec          | backofLimit
            backoffLimit: 2              | backoffLimit: two          | /spec/backoffLimit | integer
            backoffLimit: 2              | backoffLimit: -1           | /spec/backoffLimit | greater than or equal to 0
            backoffLimit: 2              | backoffLimit: null         | /spec/backoffLimit | null
            kind: Job                    | kind: Jab                  | /kind          | no kind 'Jab'
            batch/v1                     | batch/v2                   | /kind          | of apiVersion 'batch/v2'
            convert-one                  | Convert                    | /metadata/name | RFC 1123
            convert-one                  | a23456789-123456789-123456789-123456789-123456789-123456789-1234 | /metadata/name | no more than 63
            caravan.dev/job: a           | caravan.dev/job: -a        | /metadata/labels/caravan.dev~1job | a valid label
            caravan.dev/job: a           | caravan.dev/job/a: a       | /metadata/labels/caravan.dev~1job~1a | name part
            activeDeadlineSeconds: 60    | activeDeadlineSeconds: 0   | /spec/activeDeadlineSeconds | greater than or equal to 1
            ttlSecondsAfterFinished: 60  | ttlSecondsAfterFinished: -1 | /spec/ttlSecondsAfterFinished | greater than or equal to 0
            values: [3, 4]               | values: []                 | /spec/podFailurePolicy/rules/0/onExitCodes/values | at least one
            values: [3, 4]               | values: [3, 3]             | /spec/podFailurePolicy/rules/0/onExitCodes/values/1 | Duplicate
            values: [3, 4]               | values: [4, 3]             | /spec/podFailurePolicy/rules/0/onExitCodes/values/1 | ordered
            values: [3, 4]               | values: [0]                | /spec/podFailurePolicy/rules/0/onExitCodes/values/0 | must not be 0
            operator: In                 | operator: Like             | /spec/podFailurePolicy/rules/0/onExitCodes/operator | NotIn
            containerName: convert       | containerName: other       | /spec/podFailurePolicy/rules/0/onExitCodes/containerName | must be one of
            action: Ignore               | action: FailIndex          | /spec/podFailurePolicy/rules/1/action | backoffLimitPerIndex
            restartPolicy: Never         | restartPolicy: OnFailure   | /spec/template/spec/restartPolicy | only "Never"
            restartPolicy: Never         | restartPolicy: Always      | /spec/template/spec/restartPolicy | OnFailure, Never
            serviceAccountName: convert  | serviceAccountName: a_b    | /spec/template/spec/serviceAccountName | RFC 1123
            image: caravan:1             | image: ""                  | /spec/template/spec/containers/0/image | Required
            name: A_B                    | name: 1B                   | /spec/template/spec/containers/0/env/0/name | environment variable
            name: data, mountPath        | name: other, mountPath     | /spec/template/spec/containers/0/volumeMounts/0/name | Not found
            readOnly: true}              | readOnly: true}, {name: data, mountPath: /data} | /spec/template/spec/containers/0/volumeMounts/1/mountPath | unique
            cpu: 500m                    | cpu: 5 cores               | /spec/template/spec/containers/0/resources/requests/cpu | regex pattern
            memory: 1Gi                  | memory: 1025Mi             | /spec/template/spec/containers/0/resources/requests/memory | less than or equal to memory limit
            memory: 1Gi                  | memory: 100m               | /spec/template/spec/containers/0/resources/requests/memory | fractional
            memory: 1Gi                  | mem: 1Gi                   | /spec/template/spec/containers/0/resources/requests/mem | standard resource
            {claimName: data}            | {}                         | /spec/template/spec/volumes/0/persistentVolumeClaim | claimName
            """)
    void eachFlawIsNamedWithItsPlace(String right, String wrong, String pointer, String message) throws IOException {
        String yaml = JOB.replace(right, wrong);
        assertThat(yaml).isNotEqualTo(JOB);

        assertThat(KubernetesSchemas.validate(YAML.readTree(yaml))).anySatisfy(flaw -> {
            assertThat(flaw.pointer()).isEqualTo(pointer);
            assertThat(flaw.message()).contains(message);
        });
    }

    @Test
    void annotationsAreLimitedInAll() throws IOException {
        JsonNode job = YAML.readTree(JOB);
        ((ObjectNode) job.at("/metadata/annotations")).put("caravan.dev/long", "x".repeat(256 * 1024));

        assertThat(KubernetesSchemas.validate(job))
                .singleElement()
                .hasToString("/metadata/annotations: Too long: may not be more than 262144 bytes, found are 262189");
    }

    @Test
    void theTemplateOfAJobStaysAsItWas() throws IOException {
        JsonNode before = YAML.readTree(JOB);

        assertThat(KubernetesSchemas.validateUpdate(
                        before, YAML.readTree(JOB.replace("backoffLimit: 2", "backoffLimit: 3"))))
                .isEmpty();
        assertThat(KubernetesSchemas.validateUpdate(before, YAML.readTree(JOB.replace("caravan:1", "caravan:2"))))
                .extracting(Flaw::pointer)
                .containsExactly("/spec/template");
    }

    @Test
    void theRestrictedProfileIsKeptOrNot() throws IOException {
        assertThat(PodSecurity.restricted(YAML.readTree(JOB).at("/spec/template/spec")))
                .isEmpty();

        JsonNode bad = YAML.readTree("""
                hostNetwork: true
                securityContext: {runAsUser: 0}
                volumes: [{name: a, hostPath: {path: /}}]
                containers:
                  - securityContext: {privileged: true, capabilities: {add: [SYS_ADMIN]}}
                    ports: [{hostPort: 80}]
                """);
        assertThat(PodSecurity.restricted(bad))
                .extracting(Flaw::pointer)
                .containsExactlyInAnyOrder(
                        "/hostNetwork",
                        "/securityContext/runAsUser",
                        "/volumes/0/hostPath",
                        "/containers/0/securityContext/privileged",
                        "/containers/0/securityContext/allowPrivilegeEscalation",
                        "/containers/0/securityContext/capabilities/drop",
                        "/containers/0/securityContext/capabilities/add/0",
                        "/containers/0/securityContext/runAsNonRoot",
                        "/containers/0/securityContext/seccompProfile",
                        "/containers/0/ports/0/hostPort");
    }
}
