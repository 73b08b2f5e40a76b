package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * One place that octrees are published to: an item of `caravan.publish.targets`.
 *
 * @param name what logs, records and this configuration call it
 * @param bucket name of the bucket
 * @param prefix put before each dataset's key; '' or a path that ends with a slash (added when missing)
 * @param region AWS region, or what the server calls its own
 * @param endpoint address of the server; '' is AWS, `embedded` is the server of this service
 * @param pathStyle bucket in the path instead of the host name; most servers other than AWS want it
 * @param acl canned ACL of each object; '' sends none
 * @param accessKey '' takes the AWS default chain (environment, profile, instance role …)
 * @param secretKey belongs to the access key
 * @param profile section of ~/.aws/credentials; '' for none
 * @param publicUrl what stands before the key in printed addresses; '' derives it from endpoint and bucket
 * @param cacheControl header of each object; '' for none
 * @param required false: a dataset is published without waiting for this target
 * @param layout where below the prefix a dataset's objects lie, and how one version replaces another
 * @param include patterns of the keys of datasets that go here, as in `caravan.scan.sources[].include`
 * @param exclude patterns of the keys of datasets that do not, although they are included
 * @param access who may read the objects: everybody, or only who has a signed address
 * @param credentials name of an item of `caravan.publish.credentials`; '' when they stand here, or for AWS' default chain
 * @param storageClass of each object; '' for the bucket's own
 * @param encryption at the server: '' for the bucket's own, AES256 or aws:kms
 * @param kmsKey with aws:kms; '' for the account's own
 * @param tags of each object
 */
public record TargetSettings(
        String name,
        String bucket,
        @DefaultValue("") String prefix,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String endpoint,
        @DefaultValue("false") boolean pathStyle,
        @DefaultValue("") String acl,
        @DefaultValue("") String accessKey,
        @DefaultValue("") Secret secretKey,
        @DefaultValue("") String profile,
        @DefaultValue("") String publicUrl,
        @DefaultValue("") String cacheControl,
        @DefaultValue("true") boolean required,
        @DefaultValue("versioned") Layout layout,
        @DefaultValue("**") List<String> include,
        @DefaultValue List<String> exclude,
        @DefaultValue("public") Access access,
        @DefaultValue("") String credentials,
        @DefaultValue("") String storageClass,
        @DefaultValue("") String encryption,
        @DefaultValue("") String kmsKey,
        @DefaultValue Map<String, String> tags) {
    /** The endpoint that means: the S3 server that this service runs itself. */
    public static final String EMBEDDED = "embedded";

    private static final List<String> ENCRYPTIONS = List.of("AES256", "aws:kms", "aws:kms:dsse");
    private static final int MOST_TAGS = 10;

    public TargetSettings {
        name = name == null ? "" : name;
        bucket = bucket == null ? "" : bucket;
        Check check = new Check("caravan.publish.targets[" + name + "].");
        check.that(name.matches("[a-z0-9][a-z0-9-]{0,62}"), "name", name, "lower-case letters, digits and '-'");
        check.that(ObjectNames.isBucket(bucket), "bucket", bucket, ObjectNames.BUCKET_RULE);
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        check.that(ObjectNames.isPrefix(prefix), "prefix", prefix, ObjectNames.PREFIX_RULE);
        check.that(region.matches("[A-Za-z0-9-]{1,63}"), "region", region, "a region, for instance us-east-1");
        check.that(
                endpoint.isEmpty() || endpoint.equals(EMBEDDED) || isHttp(endpoint),
                "endpoint",
                endpoint,
                "an http or https address, 'embedded', or '' for AWS");
        check.that(acl.isEmpty() || isCanned(acl), "acl", acl, "'' or one of " + ObjectCannedACL.knownValues());
        check.that(
                accessKey.isEmpty() == secretKey.isEmpty(),
                accessKey.isEmpty() ? "access-key" : "secret-key",
                "",
                "set when the other one of access-key and secret-key is");
        check.that(
                accessKey.isEmpty() || profile.isEmpty(),
                "profile",
                profile,
                "'' when access-key is set: one way to sign in, not two");
        check.that(
                publicUrl.isEmpty() || isHttp(publicUrl), "public-url", publicUrl, "an http or https address, or ''");
        check.that(
                cacheControl.chars().allMatch(c -> c >= ' ' && c < 127),
                "cache-control",
                cacheControl,
                "one line of ASCII text");
        check.that(
                credentials.isEmpty() || (accessKey.isEmpty() && profile.isEmpty()),
                "credentials",
                credentials,
                "'' when access-key or profile is set: one way to sign in, not two");
        check.that(
                storageClass.isEmpty() || storageClass.matches("[A-Z0-9_]{1,64}"),
                "storage-class",
                storageClass,
                "'' or a name such as STANDARD_IA");
        check.that(
                encryption.isEmpty() || ENCRYPTIONS.contains(encryption),
                "encryption",
                encryption,
                "'' or one of " + ENCRYPTIONS);
        check.that(
                kmsKey.isEmpty() || encryption.startsWith("aws:kms"),
                "kms-key",
                kmsKey,
                "'' unless encryption is aws:kms or aws:kms:dsse");
        check.that(tags.size() <= MOST_TAGS, "tags", String.valueOf(tags.size()), "at most " + MOST_TAGS + " tags");
        tags.forEach((tag, value) -> {
            check.that(!tag.isEmpty() && tag.length() <= 128, "tags", tag, "names of 1 to 128 characters");
            check.that(value.length() <= 256, "tags." + tag, value, "a value of at most 256 characters");
        });
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        TargetKeys.of(name, include, exclude);
        tags = Map.copyOf(tags);
    }

    public boolean embedded() {
        return endpoint.equals(EMBEDDED);
    }

    /** The same, with another header. */
    public TargetSettings withCacheControl(String header) {
        return new TargetSettings(
                name,
                bucket,
                prefix,
                region,
                endpoint,
                pathStyle,
                acl,
                accessKey,
                secretKey,
                profile,
                publicUrl,
                header,
                required,
                layout,
                include,
                exclude,
                access,
                credentials,
                storageClass,
                encryption,
                kmsKey,
                tags);
    }

    /** For people: where on which server. */
    public String place() {
        return "s3://" + bucket + "/" + prefix + (endpoint.isEmpty() ? "" : " at " + endpoint);
    }

    /** The server's address; empty for AWS, and for the embedded server, whose address is known when it runs. */
    Optional<URI> address() {
        return endpoint.isEmpty() || embedded() ? Optional.empty() : Optional.of(URI.create(endpoint));
    }

    private static boolean isCanned(String acl) {
        return ObjectCannedACL.fromValue(acl) != ObjectCannedACL.UNKNOWN_TO_SDK_VERSION;
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private record Check(String prefix) {
        void that(boolean allowed, String key, String value, String rule) {
            if (!allowed) {
                throw new InvalidSettingException(prefix + key, value, rule);
            }
        }
    }
}
