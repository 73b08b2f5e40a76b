package dev.caravan.api.target;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.NotFoundException;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.Swept;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.publish.UploadSweep;
import dev.caravan.target.TargetStanding;
import dev.caravan.target.TargetStandings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Shows the targets, looks anew what their servers can do, and sweeps them when somebody wants it. */
public class TargetCalls {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration USUAL = Duration.ofDays(7);

    private final PublishSettings settings;
    private final TargetStandings standings;
    private final UploadSweep sweep;
    private final History history;

    public TargetCalls(PublishSettings settings, TargetStandings standings, UploadSweep sweep, History history) {
        this.settings = settings;
        this.standings = standings;
        this.sweep = sweep;
        this.history = history;
    }

    /** `GET /targets`. */
    public TargetListView list(ApiRequest request) {
        request.allowParameters();
        return new TargetListView(standings.all().stream().map(TargetView::of).toList());
    }

    /** `POST /targets/{name}/probe`. */
    public TargetView probe(ApiRequest request) throws IOException {
        request.allowParameters();
        Bodies.none(request);
        TargetSettings target = target(request);
        TargetStanding probed = standings.probed(target.name());
        history.append(NewOperation.on("s3://" + target.bucket() + "/" + target.prefix(), "probe")
                .by(request.caller().name())
                .noting("target", target.name())
                .noting("consequences", probed.consequences()));
        return TargetView.of(probed);
    }

    /** `POST /targets/{name}/sweep`. */
    public SweepView sweep(ApiRequest request) throws IOException {
        request.allowParameters();
        SweepBody body = Bodies.readOptional(request, SweepBody.class);
        String target = target(request).name();
        Duration after = after(body.olderThan());
        boolean dryRun = !Boolean.FALSE.equals(body.dryRun());
        Swept swept = dryRun
                ? sweep.look(target, after)
                : sweep.sweep(target, after, request.caller().name());
        return SweepView.of(swept, dryRun, after);
    }

    private TargetSettings target(ApiRequest request) {
        String name = request.pathParameter("name");
        List<TargetSettings> targets = settings.targets();
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no target is called '" + name + "'; there are "
                        + targets.stream().map(TargetSettings::name).toList()));
    }

    private Duration after(@Nullable String olderThan) {
        if (olderThan == null) {
            Duration usual = settings.sweep().after();
            return usual.compareTo(SHORTEST) < 0 ? USUAL : usual;
        }
        return duration(olderThan)
                .filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new BadRequestException(
                        "olderThan", olderThan, "a time such as 90m, 2h or 7d, from 1m to 365d"));
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(DurationStyle.SIMPLE.parse(text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The caller says what is allowed.
            return Optional.empty();
        }
    }
}
