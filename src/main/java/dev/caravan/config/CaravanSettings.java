package dev.caravan.config;

import dev.caravan.api.ApiSettings;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.embedded.RedisSettings;
import dev.caravan.embedded.S3Settings;
import dev.caravan.geozarr.GeoZarrSettings;
import dev.caravan.history.HistorySettings;
import dev.caravan.job.JobSettings;
import dev.caravan.retention.RetentionSettings;
import dev.caravan.s3.PublishSettings;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.stage.archive.ArchiveSettings;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.stage.cleanup.CleanUpSettings;
import dev.caravan.stage.convert.ConvertSettings;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.verify.VerifySettings;
import dev.caravan.viewer.ViewerSettings;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan`: one block for each room.
 *
 * @param data the state directory
 */
public record CaravanSettings(
        @DefaultValue("./data") Path data,
        @DefaultValue ApiSettings api,
        @DefaultValue RedisSettings redis,
        @DefaultValue S3Settings s3,
        @DefaultValue ScanSettings scan,
        @DefaultValue ClaimSettings claim,
        @DefaultValue JobSettings jobs,
        @DefaultValue HistorySettings history,
        @DefaultValue CleanUpSettings cleanUp,
        @DefaultValue ConvertSettings convert,
        @DefaultValue ClusterSettings kubernetes,
        @DefaultValue VerifySettings verify,
        @DefaultValue ViewerSettings viewer,
        @DefaultValue ArchiveSettings archive,
        @DefaultValue GeoZarrSettings geozarr,
        @DefaultValue RetentionSettings retention,
        @Nullable PublishSettings publish) {

    public CaravanSettings {
        if (publish == null) {
            throw new InvalidSettingException("caravan.publish.targets", null, "a list of at least one target");
        }
    }

    /** Never null: a configuration without targets is refused. */
    @Override
    public PublishSettings publish() {
        return Objects.requireNonNull(publish);
    }
}
