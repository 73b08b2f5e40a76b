package dev.caravan.s3;

import dev.caravan.setting.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The settings of a target as tests want them: what is not said is as in a configuration that does not say it, but for the layout, which is plain. */
public final class ATarget {
    private final String name;
    private String bucket = RealS3.BUCKET;
    private String prefix = "";
    private String region = "us-east-1";
    private String endpoint = TargetSettings.EMBEDDED;
    private boolean pathStyle;
    private String acl = "public-read";
    private String accessKey = "";
    private Secret secretKey = Secret.NONE;
    private String profile = "";
    private String publicUrl = "";
    private String cacheControl = "";
    private boolean required = true;
    private Layout layout = Layout.PLAIN;
    private List<String> include = List.of("**");
    private List<String> exclude = List.of();
    private Access access = Access.PUBLIC;
    private String credentials = "";
    private String storageClass = "";
    private String encryption = "";
    private String kmsKey = "";
    private Map<String, String> tags = Map.of();

    private ATarget(String name) {
        this.name = name;
    }

    /** In the embedded server, in the bucket of {@link RealS3}. */
    public static ATarget named(String name) {
        return new ATarget(name);
    }

    public ATarget bucket(String value) {
        bucket = value;
        return this;
    }

    public ATarget prefix(String value) {
        prefix = value;
        return this;
    }

    public ATarget region(String value) {
        region = value;
        return this;
    }

    /** At another address, such as a proxy's, with the bucket in the path. */
    public ATarget at(URI value) {
        endpoint = value.toString();
        pathStyle = true;
        return this;
    }

    public ATarget acl(String value) {
        acl = value;
        return this;
    }

    public ATarget keys(String access, Secret secret) {
        accessKey = access;
        secretKey = secret;
        return this;
    }

    public ATarget profile(String value) {
        profile = value;
        return this;
    }

    public ATarget publicUrl(String value) {
        publicUrl = value;
        return this;
    }

    public ATarget cacheControl(String value) {
        cacheControl = value;
        return this;
    }

    public ATarget optional() {
        required = false;
        return this;
    }

    public ATarget layout(Layout value) {
        layout = value;
        return this;
    }

    public ATarget include(String... patterns) {
        include = List.of(patterns);
        return this;
    }

    public ATarget exclude(String... patterns) {
        exclude = List.of(patterns);
        return this;
    }

    public ATarget access(Access value) {
        access = value;
        return this;
    }

    public ATarget credentials(String value) {
        credentials = value;
        return this;
    }

    public ATarget storageClass(String value) {
        storageClass = value;
        return this;
    }

    public ATarget encryption(String value, String key) {
        encryption = value;
        kmsKey = key;
        return this;
    }

    public ATarget tags(Map<String, String> value) {
        tags = value;
        return this;
    }

    public TargetSettings build() {
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
                cacheControl,
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
}
