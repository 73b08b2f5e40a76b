package dev.caravan.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Writes the records of datasets that Redis has lost. What is there always wins. */
public final class LostRecords {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> RESTORE = FileScript.plain("restore", List.class);

    private static final JsonMapper JSON = new JsonMapper();

    private final StringRedisTemplate redis;

    public LostRecords(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** @param dryRun only says what would come of it */
    public Restoration restore(LostDataset lost, boolean dryRun) {
        List<SourceFile> files = new ArrayList<>(lost.sources());
        if (lost.manifest() != null) {
            files.add(0, lost.manifest());
        }
        boolean many = lost.unit() != Unit.FILE;
        List<String> keys = new ArrayList<>(List.of(
                DatasetKeys.owner(lost.key()),
                many ? Dataset.recordKey(lost.key()) : files.get(0).recordKey(),
                DatasetKeys.members(lost.key()),
                DatasetKeys.target(lost.target())));
        List<Object> values = new ArrayList<>(List.of(
                dryRun ? "1" : "",
                lost.key(),
                lost.target().toString(),
                // The first file is a list only where it is known.
                lost.unit() == Unit.MANIFEST && lost.manifest() == null
                        ? Unit.DIRECTORY.word()
                        : lost.unit().word(),
                lost.place(),
                json(lost.fields()),
                json(Map.of(
                        "unit",
                        lost.unit().word(),
                        "fingerprint",
                        lost.fingerprint(),
                        "members",
                        Integer.toString(lost.sources().size())))));
        for (SourceFile file : files) {
            keys.add(file.recordKey());
            FileVersion.addTo(values, file);
            values.add(lost.hashes().getOrDefault(file.path(), ""));
        }
        List<?> answer = redis.execute(RESTORE, keys, values.toArray());
        return new Restoration(Restoration.Outcome.valueOf((String) answer.get(0)), (String) answer.get(1));
    }

    private static String json(Map<String, String> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
