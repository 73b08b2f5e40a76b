package dev.caravan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsReaderTest {
    private static final String TARGET = "caravan.publish.targets[0].";
    private static final String KEY = "caravan.api.keys[0].";
    private static final String SECRET = "hunter2hunter2";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "caravan.scan.schedule | daily | a Quartz cron expression",
                "caravan.scan.settle | soon | a duration, for instance",
                "caravan.scan.settle | -1s | a duration from 0s to 1d",
                "caravan.scan.sources[0].priority | soon | one of LOW, NORMAL, HIGH, URGENT",
                "caravan.scan.sources[0].unit | tile | one of FILE, DIRECTORY, MANIFEST",
                "caravan.convert.runner | nowhere | one of [builtin, exec, kubernetes, argo]",
                "caravan.publish.runner | exec | one of [builtin, kubernetes]",
                "caravan.publish.kubernetes.cpus | 0 | a number from 1 to 256",
                "caravan.publish.kubernetes.memory | 100MB | 0MB, or at least 512MB",
                "caravan.convert.workers | many | a whole number",
                "caravan.convert.workers | 0 | a number from 1 to 256",
                "caravan.convert.exec.timeout | 0s | longer than nothing",
                "caravan.claim.lease | 1ms | a duration from 1s to 1h",
                "caravan.claim.content-hash | perhaps | true or false",
                "caravan.jobs.maximum-attempts | 0 | 1 or more",
                "caravan.jobs.back-off.jitter | 2 | less than 1",
                "caravan.redis.embedded-port | 70000 | a port from 1 to 65535",
                "caravan.redis.embedded-port | none | a whole number",
                "caravan.s3.embedded-port | -1 | a port from 1 to 65535",
                "caravan.api.keys[0].role | king | viewer or operator",
                "caravan.api.hosts | a:80 | a host name without port",
                "caravan.api.oidc.issuer | login.example.org | an https address",
                "caravan.api.oidc.issuer | http://login.example.org | an https address",
                "caravan.api.oidc.issuer | https://login.example.org/?a=b | an https address",
                "caravan.api.limits.burst | 0 | a number from 1 to 100000",
                "caravan.api.limits.requests-per-second | 0 | a number from 1 to 100000",
                "caravan.api.limits.maximum-body | 2GB | a size from 1KB to 100MB",
                "caravan.verify.workers | 999 | a number from 1 to 256",
                "caravan.publish.multipart-threshold | 1MB | a size from 5MB to 5GB",
                "caravan.publish.multipart-threshold | big | a size, for instance"
            })
    void aValueThatCannotWorkIsNamedWithItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(key + ": ")
                .hasMessageContaining("it must be")
                .hasMessageContaining(allowed)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aBadValueIsQuotedAsItWasWritten() {
        assertThatThrownBy(() -> read(Map.of("caravan.convert.workers", "many")))
                .hasMessageContaining("'many' is not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "caravan.scan.sheduel, caravan.scan.schedule",
        "caravan.scna.schedule, caravan.scan.schedule",
        "caravan.publish.targets[0].buckte, caravan.publish.targets[].bucket",
        "caravan.scan.sources[0].pth, caravan.scan.sources[].path",
        "caravan.jobs.back-of.delay, caravan.jobs.back-off.delay",
        "caravan.dta, caravan.data"
    })
    void anUnknownKeyIsRefusedWithThoseThatItMayHaveMeant(String mistaken, String meant) {
        assertThatThrownBy(() -> read(Map.of(mistaken, "x")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(mistaken + ": no such key")
                .hasMessageContaining(meant);
    }

    @Test
    void aTargetNeedsABucketAndAConfigurationNeedsATarget() {
        assertThatThrownBy(() -> SettingsReader.read(environment(Map.of(TARGET + "name", "archive"))))
                .hasMessageStartingWith("caravan.publish.targets[archive].bucket: '' is not allowed; it must be");
        assertThatThrownBy(() -> SettingsReader.read(environment(Map.of())))
                .hasMessageStartingWith("caravan.publish.targets: nothing is set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caravan.api.key",
                "caravan.api.keys[0].hsah",
                "caravan.api.keys[0].hash.value",
                TARGET + "secret-kye",
                TARGET + "password",
                "caravan.s3.secret-key"
            })
    void aSecretUnderAMisspeltKeyIsNotRepeated(String key) {
        assertThatThrownBy(() -> read(Map.of(key, SECRET)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aSecretBesideAMistakeIsNotRepeated() {
        assertThatThrownBy(() -> read(Map.of(TARGET + "secret-key", SECRET)))
                .hasMessageStartingWith("caravan.publish.targets[local].access-key")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> read(Map.of(TARGET + "endpoint", "https://me:" + SECRET + "@storage.example")))
                .hasMessageStartingWith("caravan.publish.targets[local].endpoint")
                .hasMessageContaining("storage.example")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aKeyInPlaceOfItsHashIsNotRepeated() {
        assertThatThrownBy(() -> read(Map.of(KEY + "name", "dashboard", KEY + "role", "viewer", KEY + "hash", SECRET)))
                .hasMessageStartingWith("caravan.api.keys[dashboard].hash: '***' is not allowed")
                .hasMessageContaining("caravan api-key")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"name", "role", "hash"})
    void anApiKeyHasAllItsParts(String missing) {
        Map<String, String> parts = new LinkedHashMap<>(aKey(0, "dashboard", "a"));
        parts.remove(KEY + missing);

        assertThatThrownBy(() -> read(parts))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("]." + missing + ": ");
    }

    @Test
    void twoApiKeysAreTwo() {
        Map<String, String> sameName = new LinkedHashMap<>(aKey(0, "dashboard", "a"));
        sameName.putAll(aKey(1, "dashboard", "b"));
        assertThatThrownBy(() -> read(sameName)).hasMessageStartingWith("caravan.api.keys[dashboard].name: ");

        Map<String, String> sameHash = new LinkedHashMap<>(aKey(0, "dashboard", "a"));
        sameHash.putAll(aKey(1, "script", "A"));
        assertThatThrownBy(() -> read(sameHash)).hasMessageStartingWith("caravan.api.keys[script].hash: ");
    }

    @Test
    void anIssuerNeedsAnAudienceAndTheReverse() {
        assertThatThrownBy(() -> read(Map.of("caravan.api.oidc.issuer", "https://login.example.org")))
                .hasMessageStartingWith("caravan.api.oidc.audience: ");
        assertThatThrownBy(() -> read(Map.of("caravan.api.oidc.audience", "caravan")))
                .hasMessageStartingWith("caravan.api.oidc.issuer: ");
    }

    private static Map<String, String> aKey(int item, String name, String digit) {
        String key = "caravan.api.keys[" + item + "].";
        return Map.of(key + "name", name, key + "role", "viewer", key + "hash", "sha256:" + digit.repeat(64));
    }

    @Test
    void theSettingsDoNotPrintTheirSecrets() {
        CaravanSettings settings = read(Map.of(TARGET + "access-key", "AKIAEXAMPLE", TARGET + "secret-key", SECRET));

        assertThat(settings.publish().targets().get(0).secretKey().reveal()).isEqualTo(SECRET);
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void anEnvironmentVariableWinsOverTheFile() {
        StandardEnvironment environment = environment(withTarget(Map.of("caravan.scan.settle", "60s")));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment",
                        Map.of(
                                "CARAVAN_SCAN_SETTLE", "5s",
                                "CARAVAN_JOBS_BACKOFF_DELAY", "7s",
                                "CARAVAN_REDIS_EMBEDDEDPORT", "1234",
                                "CARAVAN_PUBLISH_TARGETS_0_NAME", "archive",
                                "CARAVAN_PUBLISH_TARGETS_0_BUCKET", "another")));

        CaravanSettings settings = SettingsReader.read(environment);

        assertThat(settings.scan().settle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.jobs().backOff().delay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.redis().embeddedPort()).isEqualTo(1234);
        assertThat(settings.publish().targets())
                .as("a list is replaced as a whole")
                .extracting(TargetSettings::bucket)
                .containsExactly("another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caravan.data",
                "caravan.scan.settle",
                "caravan.scan.schedule",
                "caravan.convert.workers",
                "caravan.jobs.back-off",
                "caravan.publish.multipart-threshold",
                "caravan.publish.content-types"
            })
    void aKeyWithoutAValueHasItsDefaultOrIsNamed(String key) {
        try {
            assertThat(read(Map.of(key, ""))).isEqualTo(read(Map.of()));
        } catch (InvalidSettingException refused) {
            assertThat(refused).hasMessageStartingWith(key + ": ");
        }
    }

    @Test
    void aListInAFileReplacesTheOneInTheJarWithAllItsNestedKeys() {
        StandardEnvironment environment = environment(Map.of(
                "caravan.scan.sources[0].path", "/data/las", TARGET + "name", "aws", TARGET + "bucket", "clouds"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "jar",
                        Map.of(
                                "caravan.scan.sources[0].path",
                                "src/samples",
                                "caravan.scan.sources[0].include[0]",
                                "**/*.laz",
                                "caravan.scan.sources[0].exclude",
                                "",
                                "caravan.scan.sources[1].path",
                                "more",
                                TARGET + "endpoint",
                                "embedded")));

        CaravanSettings settings = SettingsReader.read(environment);

        assertThat(settings.scan().sources()).singleElement().satisfies(source -> {
            assertThat(source.path()).isEqualTo("/data/las");
            assertThat(source.include()).containsExactly("**/*.las", "**/*.laz");
        });
        assertThat(settings.publish().targets().get(0).endpoint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caravan.convert.exec.badInputExitCodes[0]",
                "caravan.convert.exec.bad-input-exit-codes",
                "caravan.s3.embedded_port"
            })
    void anotherSpellingThatBindsIsAllowed(String key) {
        assertThat(read(Map.of(key, "7"))).isNotEqualTo(read(Map.of()));
    }

    @Test
    void anEntryOfAMapIsAllowed() {
        assertThat(read(Map.of("caravan.publish.content-types.txt", "text/plain"))
                        .publish()
                        .contentTypes())
                .containsEntry("txt", "text/plain");
    }

    private static CaravanSettings read(Map<String, String> settings) {
        return SettingsReader.read(environment(withTarget(settings)));
    }

    private static Map<String, String> withTarget(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(TARGET + "name", "local", TARGET + "bucket", "caravan"));
        all.putAll(settings);
        return all;
    }

    private static StandardEnvironment environment(Map<String, String> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addLast(new MapPropertySource("file", new LinkedHashMap<>(settings)));
        return environment;
    }
}
