package dev.caravan.stage.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An upload as JSON, in a job of its own. No record shows its state: that of the dataset's job is shown. */
public final class UploadFormat implements PayloadFormat<Upload> {
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Set<String> optional;

    public UploadFormat(PublishSettings settings) {
        this.optional = settings.targets().stream()
                .filter(target -> !target.required())
                .map(TargetSettings::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Class<Upload> type() {
        return Upload.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.FILE_UPLOAD);
    }

    @Override
    public JobType jobType(Upload upload) {
        return JobType.FILE_UPLOAD;
    }

    @Override
    public String toJson(Upload upload) {
        try {
            return json.writeValueAsString(upload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the upload of '" + upload.dataset().key() + "' cannot be written as JSON", e);
        }
    }

    @Override
    public Upload fromJson(String text) {
        try {
            return json.readValue(text, Upload.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's payload is no upload: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public List<String> subjects(Upload upload) {
        return List.of();
    }

    @Override
    public String title(Upload upload) {
        return upload.dataset().title() + " to " + upload.target();
    }

    @Override
    public String target(Upload upload) {
        return upload.dataset().target().toString();
    }

    @Override
    public String branch(Upload upload) {
        return "target " + upload.target();
    }

    @Override
    public boolean required(Upload upload) {
        return !optional.contains(upload.target());
    }

    /** Of the octree as it lies on disk; an octree that is not there any more has none, and the upload will say so. */
    @Override
    public long bytes(Upload upload) {
        Path directory = upload.dataset().requireOctree().directory();
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("the octree in " + directory + " cannot be read", e);
        }
    }

    @Override
    public Origin origin(Upload upload) {
        return Origin.of(
                upload.dataset().labels().user(), upload.dataset().labels().project());
    }

    @Override
    public Optional<Priority> priority(Upload upload) {
        return Optional.ofNullable(upload.dataset().labels().priority());
    }
}
