package dev.caravan.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.job.JobType;
import dev.caravan.job.PayloadFormat;
import java.util.List;
import java.util.Set;

/** A rebuild as a job carries it. */
public final class RebuildFormat implements PayloadFormat<RebuildRequest> {
    private final JsonMapper json = new JsonMapper();

    @Override
    public Class<RebuildRequest> type() {
        return RebuildRequest.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.STATE_REBUILD);
    }

    @Override
    public JobType jobType(RebuildRequest body) {
        return JobType.STATE_REBUILD;
    }

    @Override
    public String toJson(RebuildRequest body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a rebuild cannot be written as JSON: " + body, e);
        }
    }

    @Override
    public RebuildRequest fromJson(String text) {
        try {
            return json.readValue(text, RebuildRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's payload is no rebuild: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public List<String> subjects(RebuildRequest body) {
        return List.of();
    }

    @Override
    public String title(RebuildRequest body) {
        return "rebuild from " + body.target() + (body.dryRun() ? " (dry run)" : "");
    }
}
