package dev.caravan.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import java.util.List;
import java.util.Optional;

/** A dataset as JSON between two stages. */
public final class DatasetFormat implements PayloadFormat<Dataset> {
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public Class<Dataset> type() {
        return Dataset.class;
    }

    @Override
    public String toJson(Dataset dataset) {
        try {
            return json.writeValueAsString(dataset);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("dataset '" + dataset.key() + "' cannot be written as JSON", e);
        }
    }

    @Override
    public Dataset fromJson(String text) {
        try {
            return json.readValue(text, Dataset.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's payload is no dataset: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public List<String> subjects(Dataset dataset) {
        return dataset.recordKeys();
    }

    @Override
    public String target(Dataset dataset) {
        return dataset.target().toString();
    }

    @Override
    public long bytes(Dataset dataset) {
        return dataset.bytes();
    }

    @Override
    public Origin origin(Dataset dataset) {
        return Origin.of(dataset.labels().user(), dataset.labels().project());
    }

    @Override
    public Optional<Priority> priority(Dataset dataset) {
        return Optional.ofNullable(dataset.labels().priority());
    }

    @Override
    public String title(Dataset dataset) {
        return dataset.title();
    }
}
