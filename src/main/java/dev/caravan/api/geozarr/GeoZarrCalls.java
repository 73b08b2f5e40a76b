package dev.caravan.api.geozarr;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.api.Requests;
import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobDetails;
import dev.caravan.converter.BadInputException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrSettings;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.manifest.VersionName;
import dev.caravan.remote.AllowedSources;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import dev.caravan.zarr.GroupPaths;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** Reads which product is to become a GeoZarr, and answers the job. */
public class GeoZarrCalls {
    private static final int LONGEST_SOURCE = 2048;
    private static final int LONGEST_NAME = 512;
    private static final Choice<Priority> PRIORITY = Choice.of("priority", Priority.class);

    private final GeoZarrSettings settings;
    private final AllowedSources allowed;
    private final List<TargetSettings> targets;
    private final JobDetails details;
    private final Acts acts;

    public GeoZarrCalls(GeoZarrSettings settings, PublishSettings publish, JobDetails details, Acts acts) {
        this.settings = settings;
        this.allowed = settings.allowed();
        this.targets = publish.targets();
        this.details = details;
        this.acts = acts;
    }

    /**
     * A job whose id follows from what is asked for, so that the same is not done twice.
     *
     * @throws BadRequestException naming the member
     */
    public GeoZarr read(ApiRequest request) throws IOException {
        request.allowParameters();
        GeoZarrBody body = Bodies.read(request, GeoZarrBody.class);
        // What is given is looked at before what is missing.
        Origin origin = Origin.of(
                Objects.requireNonNullElse(
                        Field.label("user", body.user()), request.caller().name()),
                Objects.requireNonNullElse(Field.label("project", body.project()), ""));
        Priority priority = body.priority() == null ? null : PRIORITY.value(body.priority());
        List<String> groups = groups(body.groups());
        String asset = Objects.requireNonNullElse(Field.text("asset", body.asset(), 200), settings.asset());
        String source = source(body.source());
        String key = GeoZarr.PLACE + name(body.name(), source);
        List<String> goesTo = targets(body.targets(), key);
        String id = RequestId.of(
                List.of(source, asset, key, String.join(" ", groups), String.join(" ", goesTo)),
                Boolean.TRUE.equals(body.force()));
        return GeoZarr.asked(id, key, source, asset, groups, goesTo, origin, priority);
    }

    /** 202 with the job. */
    public Answer queued(@Body GeoZarr geoZarr, @ExchangeProperty(Requests.PROPERTY) ApiRequest request) {
        acts.of(request, "geozarr", geoZarr.id(), geoZarr.key());
        return Answer.accepted(details.view(geoZarr.id()), "/api/v1/jobs/" + geoZarr.id());
    }

    /** The member, unless it would have to be looked at on another machine to know whether it is right. */
    private String source(@Nullable String text) throws IOException {
        String source = Field.text("source", text, LONGEST_SOURCE);
        if (source == null || source.isBlank()) {
            throw new BadRequestException("source", text, "an address or an absolute path");
        }
        try {
            if (AllowedSources.isAddress(source)) {
                allowed.address(source);
            } else {
                allowed.path(source);
            }
            return source;
        } catch (BadInputException e) {
            throw new BadRequestException("source", shown(source), "a source that may be read: " + e.getMessage());
        }
    }

    /** Somebody may have put a secret into the address, which the answer shall not repeat. */
    private static String shown(String source) {
        return source.replaceAll("//[^/\\s]*@", "//***@").replaceAll("[?#].*", "…");
    }

    private List<String> groups(@Nullable List<String> given) {
        if (given == null) {
            return settings.groups();
        }
        try {
            List<String> groups = GroupPaths.normalised(given);
            if (!groups.isEmpty()) {
                return groups;
            }
        } catch (BadInputException e) {
            throw new BadRequestException("groups", "a list", "paths of groups: " + e.getMessage());
        }
        throw new BadRequestException("groups", "an empty list", "at least one path, such as /measurements/r10m");
    }

    private static String name(@Nullable String given, String source) {
        String name = given == null
                ? source.replaceFirst("/+$", "").replaceFirst(".*/", "").replaceFirst("(?i)\\.(zarr|json|geojson)$", "")
                : given;
        Field.text("name", name, LONGEST_NAME);
        boolean proper = !name.isEmpty() && ObjectNames.hasProperNames(name) && !name.startsWith("/");
        for (String part : name.split("/", -1)) {
            proper &= !part.isBlank() && !VersionName.isOne(part);
        }
        if (!proper) {
            throw new BadRequestException(
                    "name", name, "names with '/' between them, none of them empty, '.', '..' or that of a version");
        }
        return name;
    }

    private List<String> targets(@Nullable List<String> given, String key) {
        List<String> known = targets.stream().map(TargetSettings::name).toList();
        List<String> names = given == null
                ? targets.stream()
                        .filter(target -> TargetKeys.of(target).take(key))
                        .map(TargetSettings::name)
                        .toList()
                : List.copyOf(new LinkedHashSet<>(given));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new BadRequestException("targets", name, "names out of " + known);
            }
        }
        if (names.isEmpty()) {
            throw new BadRequestException(
                    "targets",
                    given == null ? null : "an empty list",
                    "names out of " + known + (given == null ? ", since no target takes '" + key + "' by itself" : ""));
        }
        return names;
    }
}
