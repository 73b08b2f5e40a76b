package dev.caravan.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one line what a target refused, and who can mend it. */
final class FailureText {
    private final TargetSettings target;

    FailureText(TargetSettings target) {
        this.target = target;
    }

    /** @param what the request, for instance `PUT of octree/metadata.json` */
    PublishException explain(String what, SdkException e) {
        return new PublishException(
                "target '" + target.name() + "' (" + target.place() + "): " + what + " failed: "
                        + (e instanceof S3Exception answer ? answered(answer) : rootMessage(e)),
                e);
    }

    private String answered(S3Exception e) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode() + " ";
        String answer = "the server answered " + code + "(" + e.statusCode() + ")";
        if (code.startsWith("NoSuchBucket")) {
            return answer + "; create the bucket '" + target.bucket() + "', or correct the target's bucket";
        }
        if (ClockSkew.of(e).isPresent()) {
            return answer + "; " + ClockSkew.of(e).get();
        }
        if (e.statusCode() == 401 || e.statusCode() == 403) {
            return answer + "; the target's credentials may be wrong, or may not do this in the bucket";
        }
        return answer;
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
