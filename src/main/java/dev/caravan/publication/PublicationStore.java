package dev.caravan.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Publications in Redis: the hash `published:<dataset key>`, a field a target; the sorted set `published` has the keys, the hash
 * `publications` how many each target has.
 */
public final class PublicationStore {
    private static final String KEYS = "published";
    private static final String COUNTS = "publications";
    private static final RedisScript<Long> PUT = script("publication-put");
    private static final RedisScript<Long> REPLACE = script("publication-replace");
    private static final RedisScript<Long> REMOVE = script("publication-remove");

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final StringRedisTemplate redis;

    public PublicationStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** In place of what this target had of the dataset. */
    public void put(String dataset, Publication publication) {
        redis.execute(PUT, List.of(hash(dataset), KEYS, COUNTS), dataset, publication.target(), text(publication));
    }

    /**
     * In place of this publication, and of no other.
     *
     * @return false when the target has got another one meanwhile, or none
     */
    public boolean replace(String dataset, Publication before, Publication after) {
        return redis.execute(REPLACE, List.of(hash(dataset)), before.target(), text(before), text(after)) == 1;
    }

    /** @return whether it was there */
    public boolean remove(String dataset, String target) {
        return redis.execute(REMOVE, List.of(hash(dataset), KEYS, COUNTS), dataset, target) == 1;
    }

    /** In the order of the targets' names. */
    public List<Publication> find(String dataset) {
        return new TreeMap<>(redis.<String, String>opsForHash().entries(hash(dataset)))
                .values().stream().map(text -> publication(dataset, text)).toList();
    }

    /** The same of several datasets, in one round trip; those without publications are left out. */
    public Map<String, List<Publication>> find(Collection<String> datasets) {
        List<String> keys = datasets.stream().distinct().toList();
        List<Object> hashes = redis.executePipelined((RedisCallback<Object>) connection -> {
            keys.forEach(key -> connection.hashCommands().hVals(hash(key).getBytes(StandardCharsets.UTF_8)));
            return null;
        });
        Map<String, List<Publication>> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String dataset = keys.get(i);
            List<Publication> publications = ((List<?>) hashes.get(i))
                    .stream()
                            .map(text -> publication(dataset, String.valueOf(text)))
                            .toList();
            if (!publications.isEmpty()) {
                found.put(dataset, publications);
            }
        }
        return found;
    }

    public Optional<Publication> find(String dataset, String target) {
        return Optional.ofNullable(redis.<String, String>opsForHash().get(hash(dataset), target))
                .map(text -> publication(dataset, text));
    }

    /**
     * Keys of the datasets that any target has, in their order.
     *
     * @param after the last one of the page before; '' for the first page
     */
    public List<String> datasets(String after, int most) {
        Range<String> range = after.isEmpty() ? Range.unbounded() : Range.rightUnbounded(Range.Bound.exclusive(after));
        Set<String> found =
                redis.opsForZSet().rangeByLex(KEYS, range, Limit.limit().count(most));
        return found == null ? List.of() : List.copyOf(found);
    }

    /** How many datasets each target has, by its name; a target that never had one is not in it. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        redis.<String, String>opsForHash()
                .entries(COUNTS)
                .forEach((target, count) -> counts.put(target, Long.valueOf(count)));
        return counts;
    }

    private String text(Publication publication) {
        try {
            return json.writeValueAsString(publication);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a publication cannot be written as JSON: " + publication, e);
        }
    }

    private Publication publication(String dataset, String text) {
        try {
            return json.readValue(text, Publication.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the record '" + hash(dataset) + "' holds what is no publication: " + e.getOriginalMessage(), e);
        }
    }

    private static String hash(String dataset) {
        return "published:" + dataset;
    }

    private static RedisScript<Long> script(String name) {
        return RedisScript.of(new ClassPathResource("lua/" + name + ".lua"), Long.class);
    }
}
