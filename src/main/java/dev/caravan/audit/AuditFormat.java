package dev.caravan.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.job.JobType;
import dev.caravan.job.PayloadFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An audit as a job carries it. */
public final class AuditFormat implements PayloadFormat<AuditRequest> {
    private final JsonMapper json = new JsonMapper();

    @Override
    public Class<AuditRequest> type() {
        return AuditRequest.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.DATA_VALIDATION);
    }

    @Override
    public JobType jobType(AuditRequest body) {
        return JobType.DATA_VALIDATION;
    }

    @Override
    public String toJson(AuditRequest body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an audit cannot be written as JSON: " + body, e);
        }
    }

    @Override
    public AuditRequest fromJson(String text) {
        try {
            return json.readValue(text, AuditRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's payload is no audit: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public List<String> subjects(AuditRequest body) {
        return List.of();
    }

    @Override
    public String title(AuditRequest body) {
        return "audit of " + Objects.requireNonNullElse(body.target(), "all targets")
                + (body.repair() ? " with repair" : "");
    }
}
