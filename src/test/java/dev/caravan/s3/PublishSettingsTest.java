package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

class PublishSettingsTest {

    @Test
    void aTargetNeedsANameAndABucketOnly() {
        PublishSettings settings = bind("""
                caravan.publish.targets:
                  - name: main
                    bucket: clouds
                """);

        TargetSettings target = settings.targets().get(0);
        assertThat(target.region()).isEqualTo("us-east-1");
        assertThat(target.prefix()).isEmpty();
        assertThat(target.acl()).isEmpty();
        assertThat(target.secretKey().isEmpty()).isTrue();
        assertThat(settings.workers()).isEqualTo(1);
        assertThat(settings.multipartThreshold()).hasToString("67108864B");
        assertThat(settings.embeddedBuckets()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        PublishSettings settings = bind("""
                caravan.publish:
                  workers: 3
                  multipart-threshold: 16MB
                  content-types:
                    LAZ: application/vnd.laszip
                  targets:
                    - name: main
                      bucket: clouds
                      prefix: lidar/2026
                      region: eu-central-1
                      endpoint: https://s3.example:9443
                      path-style: true
                      acl: public-read
                      access-key: AKIA123
                      secret-key: hush
                      public-url: https://cdn.example/
                      cache-control: no-cache
                    - name: local
                      bucket: clouds
                      endpoint: embedded
                """);

        TargetSettings target = settings.targets().get(0);
        assertThat(target.prefix()).isEqualTo("lidar/2026/");
        assertThat(target.pathStyle()).isTrue();
        assertThat(target.secretKey().reveal()).isEqualTo("hush");
        assertThat(settings.contentTypes()).containsEntry("laz", "application/vnd.laszip");
        assertThat(settings.embeddedBuckets()).containsExactly("clouds");
    }

    @Test
    void aSecretIsNotSeenWhenSettingsArePrinted() {
        PublishSettings settings = bind("""
                caravan.publish.targets:
                  - {name: main, bucket: clouds, access-key: AKIA123, secret-key: hush-hush}
                """);

        assertThat(settings.toString())
                .contains("AKIA123")
                .contains("secretKey=***")
                .doesNotContain("hush-hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: main}                                          | caravan.publish.targets[main].bucket: '' | 3 to 63
            {name: main, bucket: Clouds}                          | caravan.publish.targets[main].bucket: 'Clouds' | lower-case
            {name: main, bucket: 192.168.0.1}                     | bucket: '192.168.0.1' | no IP address
            {name: main, bucket: a..b}                            | bucket: 'a..b' | no two dots
            {name: 'my target', bucket: clouds}                   | name: 'my target' | lower-case letters
            {name: main, bucket: clouds, prefix: /lidar}          | prefix: '/lidar/' | no slash in front
            {name: main, bucket: clouds, prefix: a//b}            | prefix: 'a//b/' | no empty
            {name: main, bucket: clouds, prefix: a/../b}          | prefix: 'a/../b/' | '..'
            {name: main, bucket: clouds, endpoint: s3.example}    | endpoint: 's3.example' | http or https
            {name: main, bucket: clouds, endpoint: 'https://u:p@s3.example'} | endpoint | http or https
            {name: main, bucket: clouds, acl: everybody}          | acl: 'everybody' | public-read
            {name: main, bucket: clouds, access-key: AKIA}        | secret-key | set when the other one
            {name: main, bucket: clouds, access-key: AKIA, secret-key: s, profile: p} | profile: 'p' | one way to sign in
            {name: main, bucket: clouds, region: 'eu west'}       | region: 'eu west' | a region
            {name: main, bucket: clouds, public-url: 'ftp://x/'}  | public-url: 'ftp://x/' | http or https
            {name: main, bucket: clouds}, {name: main, bucket: others} | caravan.publish.targets: 'main' | only one target
            {name: one, bucket: clouds}, {name: two, bucket: clouds} | caravan.publish.targets: 's3://clouds/' | only one target
            """)
    void aMistakeIsOneLineWithKeyValueAndWhatIsAllowed(String targets, String keyAndValue, String allowed) {
        assertRefused("caravan.publish.targets: [" + targets + "]", keyAndValue, allowed);
    }

    @Test
    void aMistakeInTheOtherKeysIsOneLineToo() {
        String one = "caravan.publish.targets: [{name: main, bucket: clouds}]\ncaravan.publish.";
        assertRefused("caravan.publish.targets: []", "caravan.publish.targets: nothing is set", "at least one target");
        assertRefused(one + "workers: 0", "caravan.publish.workers: '0'", "1 to 64");
        assertRefused(one + "multipart-threshold: 1MB", "caravan.publish.multipart-threshold", "5MB to 5GB");
        assertRefused(one + "retry.stall: 50ms", "caravan.publish.retry.stall: 'PT0.05S'", "100ms or more");
        assertRefused(one + "content-types.bin: text", "caravan.publish.content-types.bin: 'text'", "a media type");
    }

    private static void assertRefused(String yaml, String keyAndValue, String allowed) {
        assertThatThrownBy(() -> bind(yaml)).satisfies(failure -> {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
            assertThat(cause).isInstanceOf(InvalidSettingException.class);
            assertThat(cause.getMessage())
                    .contains(keyAndValue)
                    .contains(allowed)
                    .doesNotContain("\n");
        });
    }

    private static PublishSettings bind(String yaml) {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addFirst);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate("caravan.publish", PublishSettings.class);
    }
}
