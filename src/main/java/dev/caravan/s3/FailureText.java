package dev.caravan.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one line what a target refused, and who can mend it. */
final class FailureText {
    private final TargetSettings target;
    private final Remedy remedy;

    FailureText(TargetSettings target) {
        this.target = target;
        this.remedy = new Remedy(target);
    }

    /** @param what the request, for instance `PUT of octree/metadata.json` */
    PublishException explain(String what, SdkException e) {
        return new PublishException(
                "target '" + target.name() + "' (" + target.place() + "): " + what + " failed: "
                        + (e instanceof S3Exception answer ? answered(answer) : rootMessage(e)),
                e);
    }

    private String answered(S3Exception e) {
        String code = Refusal.code(e).isEmpty() ? "" : Refusal.code(e) + " ";
        return "the server answered " + code + "(" + e.statusCode() + ")" + remedy.of(e);
    }

    /** The SDK wraps what happened in what it did about it. */
    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (message != null && message.startsWith("Unable to load credentials from any of the providers")) {
            return "no credentials; set the target's access-key and secret-key, or what the AWS default chain reads"
                    + " (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, ~/.aws/credentials, the machine's role)";
        }
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
