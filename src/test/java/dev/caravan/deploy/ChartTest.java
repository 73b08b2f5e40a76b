package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart, with the values that are its own and with each switch turned. */
class ChartTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    @Test
    void lintFindsNothingToWarnOf() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("WARN") || message.contains("ERROR"));
    }

    @Test
    void withoutValuesItIsAServiceWithARedisOfItsOwn() {
        Manifests chart = Chart.rendered("").assertAcceptable();

        assertThat(chart.names())
                .containsExactlyInAnyOrder(
                        "Deployment/my-caravan",
                        "Service/my-caravan",
                        "ConfigMap/my-caravan-config",
                        "PersistentVolumeClaim/my-caravan-data",
                        "ServiceAccount/my-caravan",
                        "PodDisruptionBudget/my-caravan",
                        "NetworkPolicy/my-caravan-default",
                        "NetworkPolicy/my-caravan-service",
                        "NetworkPolicy/my-caravan-redis",
                        "StatefulSet/my-caravan-redis",
                        "Service/my-caravan-redis",
                        "ConfigMap/my-caravan-redis");
        assertThat(chart.one("Deployment/my-caravan")
                        .at(POD + "/automountServiceAccountToken")
                        .asBoolean())
                .isFalse();
    }

    /** Each value, and where it is seen: a pointer into one manifest, and the text there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {replicas: 3, data: {accessMode: ReadWriteMany}, s3: {targets: [{name: a}]}} | Deployment/my-caravan | /spec/replicas | 3
            {strategy: RollingUpdate, data: {existingClaim: a}, s3: {targets: [{name: a}]}} | Deployment/my-caravan | /spec/strategy/type | RollingUpdate
            {shutdownTimeout: 300} | Deployment/my-caravan | POD/terminationGracePeriodSeconds | 320
            {shutdownTimeout: 300} | CONFIG | /camel/main/shutdown-timeout | 300
            {image: {repository: r.example.org/c, tag: '1'}} | Deployment/my-caravan | CONTAINER/image | r.example.org/c:1
            {image: {pullPolicy: Always}} | Deployment/my-caravan | CONTAINER/imagePullPolicy | Always
            {image: {pullSecrets: [registry]}} | Deployment/my-caravan | POD/imagePullSecrets/0/name | registry
            {config: {caravan: {convert: {workers: 4}}}} | CONFIG | /caravan/convert/workers | 4
            {config: {caravan: {data: /elsewhere}}} | CONFIG | /caravan/data | /elsewhere
            {sources: [{claim: clouds, path: /las, settings: {unit: directory}}]} | CONFIG | /caravan/scan/sources/0/unit | directory
            {sources: [{claim: clouds, path: /las}]} | CONFIG | /caravan/scan/sources/0/path | /las
            {sources: [{claim: clouds, path: /las}]} | Deployment/my-caravan | POD/volumes/4/persistentVolumeClaim/claimName | clouds
            {sources: [{claim: clouds, path: /las}]} | Deployment/my-caravan | POD/volumes/4/persistentVolumeClaim/readOnly | true
            {sources: [{claim: clouds, path: /las}]} | Deployment/my-caravan | CONTAINER/volumeMounts/4/readOnly | true
            {sources: [{claim: clouds, path: /las, subPath: a}]} | Deployment/my-caravan | CONTAINER/volumeMounts/4/subPath | a
            {data: {existingClaim: mine}} | Deployment/my-caravan | POD/volumes/2/persistentVolumeClaim/claimName | mine
            {data: {size: 1Ti}} | PersistentVolumeClaim/my-caravan-data | /spec/resources/requests/storage | 1Ti
            {data: {storageClass: fast}} | PersistentVolumeClaim/my-caravan-data | /spec/storageClassName | fast
            {data: {accessMode: ReadWriteMany}} | PersistentVolumeClaim/my-caravan-data | /spec/accessModes/0 | ReadWriteMany
            {data: {keep: true}} | PersistentVolumeClaim/my-caravan-data | /metadata/annotations/helm.sh~1resource-policy | keep
            {routes: {configMap: mine}} | Deployment/my-caravan | POD/volumes/2/configMap/name | mine
            {routes: {files: {scan.camel.yaml: text}}} | ConfigMap/my-caravan-routes | /data/scan.camel.yaml | text
            {routes: {files: {scan.camel.yaml: text}}} | Deployment/my-caravan | CONTAINER/volumeMounts/2/mountPath | /opt/caravan/routes
            {s3: {targets: [{name: aws, bucket: b}]}} | CONFIG | /caravan/publish/targets/0/bucket | b
            {s3: {credentials: [{name: aws, secret: s3-keys}]}} | Deployment/my-caravan | CONTAINER/env/2/name | CARAVAN_PUBLISH_CREDENTIALS_AWS_SECRETKEY
            {s3: {credentials: [{name: aws, secret: s3-keys}]}} | Deployment/my-caravan | CONTAINER/env/2/valueFrom/secretKeyRef/key | secret-key
            {s3: {credentials: [{name: aws, secret: s3-keys, sessionToken: t}]}} | Deployment/my-caravan | CONTAINER/env/3/valueFrom/secretKeyRef/key | t
            {redis: {password: {secret: pw}}} | Deployment/my-caravan | CONTAINER/env/1/valueFrom/secretKeyRef/name | pw
            {redis: {password: {secret: pw}}} | StatefulSet/my-caravan-redis | CONTAINER/env/0/valueFrom/secretKeyRef/name | pw
            {redis: {keep: false}} | StatefulSet/my-caravan-redis | /spec/persistentVolumeClaimRetentionPolicy/whenDeleted | Delete
            {redis: {enabled: false, url: 'rediss://ann@r.example.org:6380/2'}} | CONFIG | /spring/data/redis/host | r.example.org
            {redis: {enabled: false, url: 'rediss://ann@r.example.org:6380/2'}} | CONFIG | /spring/data/redis/port | 6380
            {redis: {enabled: false, url: 'rediss://ann@r.example.org:6380/2'}} | CONFIG | /spring/data/redis/database | 2
            {redis: {enabled: false, url: 'rediss://ann@r.example.org:6380/2'}} | CONFIG | /spring/data/redis/username | ann
            {redis: {enabled: false, url: 'rediss://ann@r.example.org:6380/2'}} | CONFIG | /spring/data/redis/ssl/enabled | true
            {redis: {enabled: false, url: 'redis://r'}} | CONFIG | /spring/data/redis/port | 6379
            {api: {keysSecret: {name: mine}}} | Deployment/my-caravan | POD/volumes/1/secret/secretName | mine
            {service: {type: NodePort, port: 8000}} | Service/my-caravan | /spec/ports/0/port | 8000
            {service: {publishNotReady: true}} | Service/my-caravan | /spec/publishNotReadyAddresses | true
            {ingress: {enabled: true, host: c.example.org}} | Ingress/my-caravan | /spec/rules/0/host | c.example.org
            {ingress: {enabled: true, host: c.example.org, tlsSecret: t}} | Ingress/my-caravan | /spec/tls/0/secretName | t
            {ingress: {enabled: true, host: c.example.org, className: nginx}} | Ingress/my-caravan | /spec/ingressClassName | nginx
            {kubernetes: {enabled: true}} | Deployment/my-caravan | POD/automountServiceAccountToken | true
            {kubernetes: {enabled: true}} | RoleBinding/my-caravan | /subjects/0/namespace | maps
            {argo: {enabled: true}} | RoleBinding/my-caravan-workflow | /roleRef/name | my-caravan-workflow
            {serviceAccount: {create: false, name: theirs}} | Deployment/my-caravan | POD/serviceAccountName | theirs
            {serviceAccount: {annotations: {a: b}}} | ServiceAccount/my-caravan | /metadata/annotations/a | b
            {podDisruptionBudget: {maxUnavailable: 50%}} | PodDisruptionBudget/my-caravan | /spec/maxUnavailable | 50%
            {probes: {readiness: [readinessState]}} | CONFIG | /management/endpoint/health/group/readiness/include | readinessState
            {probes: {startupSeconds: 600}} | Deployment/my-caravan | CONTAINER/startupProbe/failureThreshold | 120
            {resources: {limits: {memory: 64Gi}}} | Deployment/my-caravan | CONTAINER/resources/limits/memory | 64Gi
            {javaOptions: -Xmx1g} | Deployment/my-caravan | CONTAINER/env/0/value | -Xmx1g
            {tmpSize: 5Gi} | Deployment/my-caravan | POD/volumes/3/emptyDir/sizeLimit | 5Gi
            {env: [{name: TZ, value: Europe/Berlin}]} | Deployment/my-caravan | CONTAINER/env/1/value | Europe/Berlin
            {envFrom: [{secretRef: {name: more}}]} | Deployment/my-caravan | CONTAINER/envFrom/0/secretRef/name | more
            {labels: {team: maps}} | StatefulSet/my-caravan-redis | /metadata/labels/team | maps
            {annotations: {team: maps}} | Service/my-caravan | /metadata/annotations/team | maps
            {podLabels: {team: maps}} | Deployment/my-caravan | /spec/template/metadata/labels/team | maps
            {podAnnotations: {team: maps}} | Deployment/my-caravan | /spec/template/metadata/annotations/team | maps
            {nodeSelector: {disk: fast}} | Deployment/my-caravan | POD/nodeSelector/disk | fast
            {tolerations: [{key: gpu, operator: Exists}]} | Deployment/my-caravan | POD/tolerations/0/key | gpu
            {priorityClassName: low} | Deployment/my-caravan | POD/priorityClassName | low
            {mode: cronjob, cronjob: {activeDeadlineSeconds: 7200}} | CronJob/my-caravan | /spec/jobTemplate/spec/activeDeadlineSeconds | 7200
            {mode: cronjob, cronjob: {suspend: true}} | CronJob/my-caravan | /spec/suspend | true
            """)
    void aValueIsSeen(String values, String manifest, String place, String expected) {
        Manifests chart = Chart.rendered(values).assertAcceptable();

        JsonNode document = manifest.equals("CONFIG") ? settings(chart) : chart.one(manifest);
        String pointer = place.replace("POD", POD).replace("CONTAINER", CONTAINER);
        assertThat(document.at(pointer).asText()).as(document.toPrettyString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {service: {enabled: false}} | Service/my-caravan
            {podDisruptionBudget: {enabled: false}} | PodDisruptionBudget/my-caravan
            {networkPolicy: {enabled: false}} | NetworkPolicy/my-caravan-default
            {serviceAccount: {create: false}} | ServiceAccount/my-caravan
            {data: {existingClaim: mine}} | PersistentVolumeClaim/my-caravan-data
            {redis: {enabled: false, url: 'redis://r'}} | StatefulSet/my-caravan-redis
            {mode: cronjob} | Deployment/my-caravan
            {mode: cronjob} | Service/my-caravan
            {mode: cronjob} | PodDisruptionBudget/my-caravan
            """)
    void whatIsSwitchedOffIsNotThere(String values, String manifest) {
        assertThat(Chart.rendered(values).assertAcceptable().names()).doesNotContain(manifest);
    }

    @Test
    void aRunOnScheduleNeedsNoKeyAndListensOnLoopbackOnly() {
        Manifests chart =
                Chart.rendered("{mode: cronjob, api: {keysSecret: {name: ''}}}").assertAcceptable();

        JsonNode job = chart.one("CronJob/my-caravan").at("/spec/jobTemplate/spec");
        assertThat(Manifests.words(job.at("/template/spec/containers/0/args"))).containsExactly("--once");
        assertThat(job.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
        assertThat(settings(chart).has("server")).isFalse();
    }

    /** A rule of a NetworkPolicy that names nobody lets everybody through. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {networkPolicy: {from: []}} | /spec/ingress | 0
            {networkPolicy: {from: []}} | /spec/egress | 3
            {networkPolicy: {s3: {to: []}}} | /spec/egress | 2
            {networkPolicy: {s3: {ports: []}}} | /spec/egress | 2
            {kubernetes: {enabled: true}} | /spec/egress | 4
            {kubernetes: {enabled: true}, networkPolicy: {apiServer: {to: []}}} | /spec/egress | 3
            {redis: {enabled: false, url: 'redis://r'}, networkPolicy: {redis: {to: []}}} | /spec/egress | 2
            """)
    void whomNobodyNamesIsNotLetThrough(String values, String place, int rules) {
        JsonNode policy = Chart.rendered(values).assertAcceptable().one("NetworkPolicy/my-caravan-service");

        assertThat(policy.at(place).size()).isEqualTo(rules);
        for (JsonNode rule : policy.at("/spec/egress")) {
            assertThat(rule.path("to").size()).as(rule.toString()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kubernetes: {enabled: true}} | jobs | workflows
            {argo: {enabled: true}} | workflows | jobs
            """)
    void theRoleHasWhatIsSwitchedOn(String values, String there, String missing) {
        JsonNode rules =
                Chart.rendered(values).assertAcceptable().one("Role/my-caravan").path("rules");

        assertThat(rules.findValues("resources").toString())
                .contains('"' + there + '"')
                .doesNotContain('"' + missing + '"');
        assertThat(rules.toString()).doesNotContain("*").doesNotContain("secrets");
    }

    @Test
    void nothingIsForTheWholeCluster() {
        List<String> kinds =
                Chart.rendered("{kubernetes: {enabled: true}, argo: {enabled: true}}").assertAcceptable().all().stream()
                        .map(manifest -> manifest.path("kind").asText())
                        .toList();

        assertThat(kinds).doesNotContain("ClusterRole", "ClusterRoleBinding").contains("Role");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {mode: daemon} | '/mode': value must be one of 'service', 'cronjob'
            {replicas: -1} | '/replicas': minimum: got -1, want 0
            {imagee: {tag: a}} | additional properties 'imagee' not allowed
            {image: {digest: 'sha256:1'}} | '/image/digest'
            {data: {size: large}} | '/data/size': 'large' does not match pattern
            {sources: [{path: /las}]} | '/sources/0': missing property 'claim'
            {sources: [{claim: a, path: las}]} | '/sources/0/path': 'las' does not match pattern
            {cronjob: {schedule: "0 0 0 * * ?"}} | '/cronjob/schedule'
            {redis: {enabled: false, url: 'http://r'}} | '/redis/url'
            {s3: {credentials: [{name: My-Keys, secret: a}]}} | '/s3/credentials/0/name'
            {routes: {files: {scan.xml: a}}} | '/routes/files'
            {api: {keysSecret: {name: ''}}} | api.keysSecret.name is empty
            {redis: {enabled: false}} | redis.url is empty
            {redis: {url: 'redis://r'}} | redis.enabled is true
            {redis: {enabled: false, url: 'redis://ann:secret@r'}} | redis.url has a password
            {replicas: 2} | data.accessMode is ReadWriteOnce
            {strategy: RollingUpdate} | data.accessMode is ReadWriteOnce
            {replicas: 2, data: {existingClaim: a}} | s3.targets is empty
            {ingress: {enabled: true}} | ingress.host is empty
            {ingress: {enabled: true, host: a.b}, service: {enabled: false}} | service.enabled is false
            {routes: {configMap: a, files: {a.camel.yaml: b}}} | routes.configMap and routes.files are both set
            """)
    void aBadValueIsRefusedByName(String values, String message) {
        assertThatThrownBy(() -> Chart.text(values))
                .hasMessageContaining(message)
                .hasMessageNotContaining("ann:secret");
    }

    /** Callers may sign in elsewhere; then no Secret is asked for. */
    @Test
    void anIssuerDoesInPlaceOfKeys() {
        Manifests chart = Chart.rendered(
                        "{api: {keysSecret: {name: ''}}, config: {caravan: {api: {oidc: {issuer: 'https://a'}}}}}")
                .assertAcceptable();

        assertThat(settings(chart).at("/spring/config").isMissingNode()).isTrue();
        assertThat(chart.one("Deployment/my-caravan").toString()).doesNotContain("api-keys");
    }

    private static JsonNode settings(Manifests chart) {
        return Manifests.yaml(chart.one("ConfigMap/my-caravan-config")
                .at("/data/application.yaml")
                .asText());
    }
}
