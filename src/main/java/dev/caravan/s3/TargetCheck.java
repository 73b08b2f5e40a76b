package dev.caravan.s3;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks each target for its bucket, when somebody wants to know. Takes at most a few seconds a target. */
public final class TargetCheck {
    private final PublishSettings settings;
    private final S3Connections connections;

    public TargetCheck(PublishSettings settings, S3Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    public List<TargetHealth> targets() {
        return settings.targets().stream().map(this::check).toList();
    }

    private TargetHealth check(TargetSettings target) {
        try (S3Connection connection = connections.open(target)) {
            connection.headBucket();
            return new TargetHealth(target.name(), TargetHealth.State.REACHABLE, "");
        } catch (S3Exception e) {
            return failed(target, TargetHealth.State.REFUSED, e);
        } catch (SdkException e) {
            return failed(target, TargetHealth.State.AWAY, e);
        }
    }

    private static TargetHealth failed(TargetSettings target, TargetHealth.State state, SdkException e) {
        String detail = new FailureText(target).explain("HEAD of the bucket", e).getMessage();
        return new TargetHealth(target.name(), state, detail == null ? "" : detail);
    }
}
