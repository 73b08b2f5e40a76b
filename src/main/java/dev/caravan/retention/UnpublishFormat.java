package dev.caravan.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import java.util.List;
import java.util.Set;

/** An order to unpublish a dataset, as JSON in its job. */
public final class UnpublishFormat implements PayloadFormat<Unpublishing> {
    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public Class<Unpublishing> type() {
        return Unpublishing.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.UNPUBLISH);
    }

    @Override
    public JobType jobType(Unpublishing order) {
        return JobType.UNPUBLISH;
    }

    @Override
    public String toJson(Unpublishing order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the order to unpublish '" + order.dataset() + "' is no JSON", e);
        }
    }

    @Override
    public Unpublishing fromJson(String text) {
        try {
            return json.readValue(text, Unpublishing.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a job's payload is no order to unpublish: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public List<String> subjects(Unpublishing order) {
        return order.records();
    }

    @Override
    public String title(Unpublishing order) {
        return "unpublish " + order.dataset() + " from " + String.join(", ", order.targets());
    }

    @Override
    public String target(Unpublishing order) {
        return order.path();
    }

    @Override
    public Origin origin(Unpublishing order) {
        return Origin.of(order.user(), order.project());
    }
}
