package dev.caravan.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Lists the files that have a record. Redis serves nobody else while a script runs, so each call of one looks at a bounded number
 * of them; a page is made of a bounded number of calls.
 */
public final class FileCatalog {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> PAGE = FileScript.plain("file-page", List.class);

    /** Some milliseconds of Redis. */
    private static final int LOOKED_AT = 5000;

    /** Whole records in one answer. */
    private static final int ANSWERED = 500;

    /** One page looks at no more than this, and some. */
    private static final int MOST_LOOKED_AT = 100_000;

    private final StringRedisTemplate redis;
    private final FileIndex index;

    public FileCatalog(StringRedisTemplate redis) {
        this.redis = redis;
        this.index = new FileIndex(redis);
    }

    /** Makes sure that the files are known which had a record before there was an index; quick when that has been done. */
    public void completeIndex() {
        index.complete();
    }

    /** The same of datasets of many files. */
    public DatasetCatalog datasets() {
        return new DatasetCatalog(redis);
    }

    /**
     * The files that satisfy the filter.
     *
     * @param after path after which the page begins; null for the beginning
     * @param limit at most so many; at least 1
     */
    public FilePage list(FileFilter filter, @Nullable String after, int limit) {
        index.complete();
        List<FileEntry> items = new ArrayList<>();
        String next = after;
        for (long looked = 0; looked < MOST_LOOKED_AT && items.size() < limit; ) {
            Part part = part(filter, next, Math.min(limit - items.size(), ANSWERED));
            part.entries().stream()
                    .filter(entry -> filter.paths().test(entry.path()))
                    .forEach(items::add);
            looked += part.looked();
            next = part.next();
            if (next == null) {
                break;
            }
        }
        return new FilePage(items, next);
    }

    /** All that satisfy the filter, read page by page; those that are added meanwhile may be among them. */
    public Iterable<FileEntry> all(FileFilter filter) {
        return () -> new Iterator<>() {
            private @Nullable FilePage page;
            private Iterator<FileEntry> entries = List.<FileEntry>of().iterator();

            @Override
            public boolean hasNext() {
                while (!entries.hasNext() && (page == null || page.next() != null)) {
                    page = list(filter, page == null ? null : page.next(), ANSWERED);
                    entries = page.items().iterator();
                }
                return entries.hasNext();
            }

            @Override
            public FileEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return entries.next();
            }
        };
    }

    private record Part(
            List<FileEntry> entries, long looked, @Nullable String next) {}

    private Part part(FileFilter filter, @Nullable String after, int limit) {
        List<?> answer = redis.execute(
                PAGE,
                List.of(),
                Objects.requireNonNullElse(after, ""),
                filter.prefix(),
                filter.statusList(),
                filter.user(),
                filter.project(),
                filter.deletedWord(),
                String.valueOf(LOOKED_AT),
                String.valueOf(limit));
        List<FileEntry> entries = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 3) {
            entries.add(entry((String) answer.get(i), (String) answer.get(i + 1), (List<?>) answer.get(i + 2)));
        }
        String next = (String) answer.get(0);
        return new Part(entries, ((Number) answer.get(1)).longValue(), next.isEmpty() ? null : next);
    }

    private static FileEntry entry(String path, String status, List<?> fields) {
        if (fields.isEmpty()) {
            return new FileEntry(path, status, null, "the record 'file:" + path + "' is not a hash");
        }
        Map<String, String> hash = new HashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            hash.put((String) fields.get(i), (String) fields.get(i + 1));
        }
        try {
            return new FileEntry(path, status, SourceRecord.of(Path.of(path), hash), null);
        } catch (MalformedRecordException | InvalidPathException e) {
            return new FileEntry(path, status, null, e.getMessage());
        }
    }
}
