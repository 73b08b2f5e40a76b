package dev.caravan.api.archive;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.api.Requests;
import dev.caravan.api.file.RequestedPath;
import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobDetails;
import dev.caravan.dataset.Profile;
import dev.caravan.job.Priority;
import dev.caravan.manifest.VersionName;
import dev.caravan.reprocess.ReprocessRequest;
import dev.caravan.reprocess.Selection;
import dev.caravan.s3.ObjectNames;
import dev.caravan.stage.archive.Restore;
import dev.caravan.stage.archive.RestoreRoot;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** Reads what is to be archived or restored, and answers the job. */
public class ArchiveCalls {
    private static final int LONGEST_PATH = 4096;

    private static final Choice<Priority> PRIORITY = Choice.of("priority", Priority.class);

    private final SourceRules rules;
    private final RestoreRoot root;
    private final List<String> targets;
    private final JobDetails details;
    private final Acts acts;

    /** @param targets names of those that are configured */
    public ArchiveCalls(SourceRules rules, RestoreRoot root, List<String> targets, JobDetails details, Acts acts) {
        this.rules = rules;
        this.root = root;
        this.targets = List.copyOf(targets);
        this.details = details;
        this.acts = acts;
    }

    /** @throws BadRequestException naming the member */
    public ReprocessRequest read(ApiRequest request) {
        request.allowParameters();
        ArchiveBody body = Bodies.read(request, ArchiveBody.class);
        String user = Field.label("user", body.user());
        String project = Field.label("project", body.project());
        Priority priority = body.priority() == null ? null : PRIORITY.value(body.priority());
        return new ReprocessRequest(
                new Selection.OneFile(archived(body.path())),
                ReprocessRequest.Start.CONVERT,
                Objects.requireNonNullElse(body.force(), false),
                false,
                user,
                project,
                priority);
    }

    /** @throws BadRequestException naming the member */
    public Restore readRestore(ApiRequest request) {
        request.allowParameters();
        RestoreBody body = Bodies.read(request, RestoreBody.class);
        // What is given is looked at before what is missing.
        Field.text("dataset", body.dataset(), ObjectNames.LONGEST_KEY);
        if (body.path() != null) {
            RequestedPath.of("path", body.path());
        }
        String target = target(body.target());
        String version = version(body.version());
        Path into = into(body.into());
        return new Restore(
                UUID.randomUUID().toString(),
                dataset(body),
                target,
                version,
                into,
                Objects.requireNonNullElse(body.overwrite(), false),
                request.caller().name());
    }

    /** 202 with the job. */
    public Answer restoring(@Body Restore restore, @ExchangeProperty(Requests.PROPERTY) ApiRequest request) {
        acts.of(request, "restore", restore.id(), restore.dataset());
        return Answer.accepted(details.view(restore.id()), "/api/v1/jobs/" + restore.id());
    }

    private Path archived(@Nullable String text) {
        Path path = RequestedPath.of("path", text);
        if (!rules.contains(path) || rules.profile(path) != Profile.ARCHIVE) {
            throw new BadRequestException(
                    "path", text, "within one of the source directories whose profile is archive " + rules.archived());
        }
        return path;
    }

    private String dataset(RestoreBody body) {
        if ((body.dataset() == null) == (body.path() == null)) {
            throw new BadRequestException("dataset", body.dataset(), "there, or 'path', but not both");
        }
        return body.dataset() != null
                ? body.dataset()
                : rules.archiveKey(RequestedPath.of("path", body.path()))
                        .orElseThrow(() -> new BadRequestException(
                                "path",
                                body.path(),
                                "within one of the source directories whose profile is archive " + rules.archived()));
    }

    private String target(@Nullable String name) {
        if (name != null && !targets.contains(name)) {
            throw new BadRequestException("target", name, "one of " + targets);
        }
        return Objects.requireNonNullElse(name, "");
    }

    private static String version(@Nullable String version) {
        if (version != null && !VersionName.isOne(version)) {
            throw new BadRequestException("version", version, "a name such as 20261122T164100Z-9f86d081");
        }
        return Objects.requireNonNullElse(version, "");
    }

    private Path into(@Nullable String text) {
        String rule =
                "a directory below '" + root.directory() + "' (caravan.archive.restore), absolute or relative to it";
        if (text == null || text.isEmpty()) {
            throw new BadRequestException("into", text, rule);
        }
        Field.text("into", text, LONGEST_PATH);
        try {
            Path into = root.directory().resolve(text).normalize();
            if (root.holds(into)) {
                return into;
            }
        } catch (InvalidPathException e) {
            // Answered below.
        }
        throw new BadRequestException("into", text.replace('\0', '\uFFFD'), rule);
    }
}
