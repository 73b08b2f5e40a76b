package dev.caravan.file;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Reads the records of source files. It looks at the records themselves, so what people edit or delete counts at once. */
public final class FileStore {
    private static final Logger log = LoggerFactory.getLogger(FileStore.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ASK = FileScript.load("file-ask", List.class);

    private final StringRedisTemplate redis;
    private final Maker maker;

    /** One for which what is published is never out of date. */
    public FileStore(StringRedisTemplate redis) {
        this(redis, Maker.ANY);
    }

    public FileStore(StringRedisTemplate redis, Maker maker) {
        this.redis = redis;
        this.maker = maker;
    }

    /** @throws MalformedRecordException when the record cannot be read */
    public Optional<SourceRecord> find(Path path) {
        Map<String, String> hash = redis.<String, String>opsForHash().entries("file:" + path);
        return hash.isEmpty() ? Optional.empty() : Optional.of(SourceRecord.of(path, hash));
    }

    /** Absolute path of the file, directory or manifest that has the dataset key. */
    public Optional<Path> ownerOf(String key) {
        return Optional.ofNullable(redis.opsForValue().get(DatasetKeys.owner(key)))
                .map(Path::of);
    }

    /** What is wrong with the record, as a sentence; empty when it can be read, or is not there. */
    public Optional<String> fault(Path path) {
        DataType type = redis.type("file:" + path);
        if (type != DataType.NONE && type != DataType.HASH) {
            return Optional.of("the record 'file:" + PrintablePath.of(path) + "' is not a hash but a " + type.code());
        }
        try {
            find(path);
            return Optional.empty();
        } catch (MalformedRecordException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The record of a dataset of many files; a file that is one of them has its key in {@link SourceRecord#dataset}.
     *
     * @throws MalformedRecordException when the record cannot be read
     */
    public Optional<DatasetRecord> dataset(String key) {
        Map<String, String> hash = redis.<String, String>opsForHash().entries(Dataset.recordKey(key));
        return hash.isEmpty() ? Optional.empty() : Optional.of(DatasetRecord.of(key, hash));
    }

    /** Whether something else would be made of a dataset of many files now than what its record says was made. */
    public boolean outdated(DatasetRecord record) {
        return !maker.mark().isEmpty()
                && record.madeBy() != null
                && !maker.mark().equals(record.madeBy());
    }

    /** What is wrong with the record of a dataset of many files, as a sentence; empty when it can be read, or is not there. */
    public Optional<String> datasetFault(String key) {
        DataType type = redis.type(Dataset.recordKey(key));
        if (type != DataType.NONE && type != DataType.HASH) {
            return Optional.of("the record '" + Dataset.recordKey(key) + "' is not a hash but a " + type.code());
        }
        try {
            dataset(key);
            return Optional.empty();
        } catch (MalformedRecordException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The source file, directory or manifest whose dataset has this key; empty when nobody has claimed it. */
    public Optional<Path> owner(String datasetKey) {
        return Optional.ofNullable(redis.opsForValue().get(DatasetKeys.owner(datasetKey)))
                .map(Path::of);
    }

    /**
     * The record of the dataset that a directory or a manifest stands for.
     *
     * @throws MalformedRecordException when the record cannot be read
     */
    public Optional<DatasetRecord> datasetAt(Path target) {
        String key = redis.opsForValue().get(DatasetKeys.target(target));
        return key == null ? Optional.empty() : dataset(key).filter(record -> target.equals(record.target()));
    }

    /** Absolute paths of the members of the version that was claimed last, sorted; none for a dataset of one file. */
    public List<Path> members(String key) {
        Set<String> paths = redis.opsForSet().members(DatasetKeys.members(key));
        return paths == null ? List.of() : paths.stream().sorted().map(Path::of).toList();
    }

    /** The same for datasets of many files, before they are claimed. */
    public RosterStore rosters() {
        return new RosterStore(redis, maker);
    }

    /**
     * Asks for all of them in one round trip. About 500 is a good number: Redis serves nobody else meanwhile.
     *
     * @return those that are not unchanged, in the given order
     */
    public List<Finding> ask(List<SourceFile> files) {
        List<String> keys = new ArrayList<>(files.size());
        Object[] versions = new Object[files.size() * 3 + 1];
        int next = 0;
        for (SourceFile file : files) {
            FileVersion version = FileVersion.of(file);
            keys.add(file.recordKey());
            versions[next++] = version.size();
            versions[next++] = version.seconds();
            versions[next++] = version.modified();
        }
        versions[next] = maker.mark();
        return findings(files, redis.execute(ASK, keys, versions));
    }

    /** Whether any record is of a file below this directory. Looks through all keys, so only for the rare question. */
    public boolean knowsAnyBelow(Path directory) {
        String prefix = "file:" + directory + (directory.getNameCount() == 0 ? "" : "/");
        ScanOptions options = ScanOptions.scanOptions()
                .match(literal(prefix) + "*")
                .count(1000)
                .build();
        try (Cursor<String> keys = redis.scan(options)) {
            return keys.hasNext();
        }
    }

    /** Whether Redis answers now. */
    public boolean answers() {
        try {
            return "PONG".equals(redis.execute((RedisCallback<String>) RedisConnectionCommands::ping));
        } catch (DataAccessException e) {
            log.debug("Redis does not answer", e);
            return false;
        }
    }

    private static List<Finding> findings(List<SourceFile> files, List<?> answer) {
        List<Finding> findings = new ArrayList<>(answer.size() / 4);
        for (int i = 0; i < answer.size(); i += 4) {
            int index = ((Number) answer.get(i)).intValue();
            Verdict verdict = Verdict.valueOf((String) answer.get(i + 1));
            findings.add(
                    new Finding(files.get(index), verdict, (String) answer.get(i + 2), (String) answer.get(i + 3)));
        }
        return findings;
    }

    /** Redis' patterns know `*`, `?`, `[`, `]` and `\`; names may contain each of them. */
    private static String literal(String text) {
        return text.replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
    }
}
