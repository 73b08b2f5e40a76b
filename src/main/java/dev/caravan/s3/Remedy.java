package dev.caravan.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What can be done about a target's refusal, and by whom. */
final class Remedy {
    private final TargetSettings target;

    Remedy(TargetSettings target) {
        this.target = target;
    }

    /** As the end of a sentence; '' when there is none beyond what the server says. */
    String of(S3Exception answer) {
        Optional<String> skew = ClockSkew.of(answer);
        if (skew.isPresent()) {
            return "; " + skew.get();
        }
        if (NoRoom.isSaidBy(answer)) {
            return "; make room at the server, or raise the quota of the bucket or its owner: the upload then goes on where"
                    + " it was";
        }
        return switch (Refusal.code(answer)) {
            case "NoSuchBucket" -> "; create the bucket '" + target.bucket() + "', or correct the target's bucket";
            case "AccessControlListNotSupported" ->
                "; " + key("acl") + " '" + target.acl() + "' has to be '', and a bucket policy has to let readers in";
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
                "; " + credentials() + " have expired, and there are no newer ones where they come from";
            case "InvalidAccessKeyId", "InvalidToken" ->
                "; " + credentials() + " are not, or no longer, known to the server";
            case "SignatureDoesNotMatch" ->
                "; in " + credentials() + " the secret key does not belong to the access key";
            // Some servers know no other answer when their disk is full, the embedded one among them.
            case "InternalError" -> "; its own log says why: a full disk, for instance";
            case "NotImplemented" -> perhapsUnknown();
            default -> forbidden(answer);
        };
    }

    private String forbidden(S3Exception answer) {
        return answer.statusCode() == 401 || answer.statusCode() == 403
                ? "; " + credentials() + " may be wrong, or may not do this in the bucket"
                : "";
    }

    /** Servers do not say what it is that they do not know. */
    private String perhapsUnknown() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("acl", target.acl());
        asked.put("storage-class", target.storageClass());
        asked.put("encryption", target.encryption());
        asked.put("tags", target.tags().isEmpty() ? "" : target.tags().keySet().toString());
        String keys = asked.entrySet().stream()
                .filter(setting -> !setting.getValue().isEmpty())
                .map(setting -> key(setting.getKey()) + " '" + setting.getValue() + "'")
                .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "" : "; it may not know what is configured: " + keys;
    }

    /** Where they come from; never what they are. */
    private String credentials() {
        if (!target.credentials().isEmpty()) {
            return "the credentials '" + target.credentials() + "' (caravan.publish.credentials." + target.credentials()
                    + ")";
        }
        if (!target.profile().isEmpty()) {
            return "the credentials of the profile '" + target.profile() + "'";
        }
        return target.accessKey().isEmpty() && !target.embedded()
                ? "the credentials that AWS' default chain finds"
                : "the target's credentials";
    }

    private String key(String name) {
        return "caravan.publish.targets[" + target.name() + "]." + name;
    }
}
