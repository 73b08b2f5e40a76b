package dev.caravan.s3.send;

import dev.caravan.s3.Access;
import dev.caravan.s3.Layout;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import java.util.List;
import java.util.Map;

/**
 * What a {@link SendOrder} says of the target: where it is, and what its objects are given. Not how to sign in: who sends has credentials of
 * its own.
 *
 * @param name as in the service's settings, for messages
 * @param bucket name of the bucket
 * @param prefix put before each key; the keys of the order have it already
 * @param region of AWS, or what the server calls its own
 * @param endpoint address of the server; '' is AWS
 * @param pathStyle bucket in the path instead of the host name
 * @param acl canned ACL of each object; '' sends none
 * @param cacheControl header of each object; '' for none
 * @param storageClass of each object; '' for the bucket's own
 * @param encryption at the server; '' for the bucket's own
 * @param kmsKey with `aws:kms`; '' for the account's own
 * @param tags of each object
 */
public record OrderedTarget(
        String name,
        String bucket,
        String prefix,
        String region,
        String endpoint,
        boolean pathStyle,
        String acl,
        String cacheControl,
        String storageClass,
        String encryption,
        String kmsKey,
        Map<String, String> tags) {

    public OrderedTarget {
        if (endpoint.equals(TargetSettings.EMBEDDED)) {
            throw new InvalidSettingException(
                    "target.endpoint", endpoint, "an http or https address, or '': only the service has that server");
        }
        tags = Map.copyOf(tags);
    }

    /** @param target as its objects are to be sent */
    static OrderedTarget of(TargetSettings target) {
        return new OrderedTarget(
                target.name(),
                target.bucket(),
                target.prefix(),
                target.region(),
                target.endpoint(),
                target.pathStyle(),
                target.acl(),
                target.cacheControl(),
                target.storageClass(),
                target.encryption(),
                target.kmsKey(),
                target.tags());
    }

    /**
     * For who sends: with AWS' default chain of credentials.
     *
     * @throws InvalidSettingException something in it cannot be
     */
    TargetSettings settings() {
        return new TargetSettings(
                name,
                bucket,
                prefix,
                region,
                endpoint,
                pathStyle,
                acl,
                "",
                Secret.NONE,
                "",
                "",
                cacheControl,
                true,
                Layout.PLAIN,
                List.of("**"),
                List.of(),
                Access.PUBLIC,
                "",
                storageClass,
                encryption,
                kmsKey,
                tags);
    }
}
