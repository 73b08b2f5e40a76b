package dev.caravan.stage.publish;

import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.s3.AbandonedUploads;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.Swept;
import dev.caravan.s3.SweptUpload.Fate;
import dev.caravan.s3.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean `uploadSweep`: removes uploads in parts that nobody will end, and writes into the history what it has removed. */
public final class UploadSweep {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);

    private final PublishSettings settings;
    private final AbandonedUploads uploads;
    private final History history;

    public UploadSweep(PublishSettings settings, AbandonedUploads uploads, History history) {
        this.settings = settings;
        this.uploads = uploads;
        this.history = history;
    }

    /** As the settings say; a target that cannot be reached is left out. */
    public List<Swept> due() {
        Duration after = settings.sweep().after();
        return after.isZero() ? List.of() : sweepAll(after);
    }

    /**
     * What {@link #sweep} would do, with the sizes of what is there.
     *
     * @throws PublishException when the target cannot be reached
     */
    public Swept look(String target, Duration after) throws PublishException {
        return uploads.look(settings.target(target), after);
    }

    /**
     * Sweeps one target, because somebody wants it.
     *
     * @param after age from which an upload is abandoned when no job is to end it
     * @throws PublishException when the target cannot be reached
     */
    public Swept sweep(String target, Duration after, String user) throws PublishException {
        TargetSettings settingsOfIt = settings.target(target);
        Swept swept = uploads.sweep(settingsOfIt, after);
        history.append(operation(settingsOfIt, swept).by(user));
        return swept;
    }

    private List<Swept> sweepAll(Duration after) {
        List<Swept> all = new ArrayList<>();
        for (TargetSettings target : settings.targets()) {
            try {
                Swept swept = uploads.sweep(target, after);
                all.add(swept);
                tell(target, swept);
            } catch (PublishException e) {
                LOG.warn("uploads that nobody will end were not looked for: {}", e.getMessage());
            }
        }
        return all;
    }

    private void tell(TargetSettings target, Swept swept) {
        if (swept.aborted().isEmpty()) {
            return;
        }
        LOG.info(
                "target {}: removed {} uploads that nobody would have ended",
                swept.target(),
                swept.aborted().size());
        history.append(operation(target, swept));
    }

    private static NewOperation operation(TargetSettings target, Swept swept) {
        return NewOperation.on("s3://" + target.bucket() + "/" + target.prefix(), "upload-sweep")
                .noting("target", swept.target())
                .noting("aborted", swept.aborted())
                .noting("refused", swept.count(Fate.REFUSED))
                .noting("left", swept.left());
    }
}
