package dev.caravan.api.target;

import dev.caravan.s3.Capabilities;
import dev.caravan.s3.TargetHealth;
import dev.caravan.s3.TargetSettings;
import dev.caravan.target.TargetStanding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A target as the API shows it; no key, and no secret, is in it. */
@Schema(name = "Target", description = "A place that datasets are published to, and how it is now.")
record TargetView(
        @Schema(example = "archive") String name,

        String bucket,

        @Schema(description = "Before each dataset's key.") String prefix,

        String region,

        @Schema(description = "Address of the server; embedded for the one of this service, empty for AWS.")
        String endpoint,

        @Schema(allowableValues = {"plain", "versioned"}) String layout,

        @Schema(description = "Whether a dataset waits for this target before it counts as published.")
        boolean required,

        @Schema(description = "Patterns of the keys of datasets that go there.")
        List<String> include,

        @Schema(description = "Patterns of those that do not, although they are included.")
        List<String> exclude,

        @Schema(allowableValues = {"public", "private"}) String access,

        @Schema(description = "Canned ACL of each object; empty when none is sent.")
        String acl,

        @Schema(
                description =
                        "How the service signs in: the name of an item of caravan.publish.credentials, or in words what it takes.",
                example = "backup")
        String credentials,

        @Schema(description = "Of each object; empty for the bucket's own.")
        String storageClass,

        @Schema(description = "At the server; empty for the bucket's own.")
        String encryption,

        @Schema(
                description =
                        "Bytes a second that all uploads of an instance may send together at this moment; null for no limit.")
        @Nullable
        Long bandwidth,

        TargetHealth health,

        @Schema(description = "What its server can do, as it was found out last; null before that.") @Nullable
        Capabilities capabilities,

        @Schema(description = "In what its server differs from others, and what is done instead.")
        List<String> consequences,

        @Schema(description = "How many are published there.")
        long datasets,

        @Schema(description = "Uploads in parts that have begun and not ended, as far as the service remembers them.")
        long unfinishedUploads,

        @Schema(description = "All that somebody should know of it, in sentences; empty when all is well.")
        List<String> notes) {

    static TargetView of(TargetStanding standing) {
        TargetSettings target = standing.settings();
        return new TargetView(
                target.name(),
                target.bucket(),
                target.prefix(),
                target.region(),
                target.endpoint(),
                target.layout().name().toLowerCase(Locale.ROOT),
                target.required(),
                target.include(),
                target.exclude(),
                target.access().name().toLowerCase(Locale.ROOT),
                target.acl(),
                credentials(target),
                target.storageClass(),
                target.encryption(),
                standing.bandwidth() == 0 ? null : standing.bandwidth(),
                standing.health(),
                standing.capabilities(),
                standing.consequences(),
                standing.datasets(),
                standing.unfinished(),
                standing.notes());
    }

    private static String credentials(TargetSettings target) {
        if (target.embedded()) {
            return "those of the embedded server";
        } else if (!target.credentials().isEmpty()) {
            return target.credentials();
        } else if (!target.accessKey().isEmpty()) {
            return "the target's own access-key";
        }
        return target.profile().isEmpty() ? "AWS default chain" : "profile " + target.profile();
    }
}
