package dev.caravan.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStreamCommands;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/** Reads the stream `events` by a connection. Spring Data takes one of its own for reads that wait. */
final class EventStream {
    private static final byte[] KEY = "events".getBytes(StandardCharsets.UTF_8);

    private final RedisStreamCommands commands;

    EventStream(RedisConnection connection) {
        this.commands = connection.streamCommands();
    }

    /** What is there after a place. */
    List<JobEvent> after(EventId place, int most) {
        return read(place, StreamReadOptions.empty().count(most));
    }

    /** The same, and waits when there is nothing. */
    List<JobEvent> awaitAfter(EventId place, int most, Duration patience) {
        return read(place, StreamReadOptions.empty().count(most).block(patience));
    }

    /** The place after the last event. */
    EventId end() {
        return first(commands.xRevRange(KEY, Range.unbounded(), Limit.limit().count(1)))
                .orElse(EventId.BEGINNING);
    }

    /** Whether events after this place may have been trimmed away, or the stream is another one. */
    boolean hasLost(EventId place) {
        if (place.equals(EventId.BEGINNING)) {
            return false;
        }
        EventId oldest = first(
                        commands.xRange(KEY, Range.unbounded(), Limit.limit().count(1)))
                .orElse(EventId.BEGINNING);
        return oldest.compareTo(place) > 0 || end().compareTo(place) < 0;
    }

    private List<JobEvent> read(EventId place, StreamReadOptions options) {
        List<ByteRecord> records = commands.xRead(options, StreamOffset.create(KEY, ReadOffset.from(place.toString())));
        return Objects.requireNonNullElse(records, List.<ByteRecord>of()).stream()
                .map(EventStream::event)
                .toList();
    }

    private static Optional<EventId> first(List<ByteRecord> records) {
        return records.stream().findFirst().map(EventStream::id);
    }

    private static JobEvent event(ByteRecord record) {
        Map<String, String> fields = new HashMap<>();
        record.forEach(field -> fields.put(text(field.getKey()), text(field.getValue())));
        String kind = Objects.requireNonNullElse(fields.remove("kind"), "");
        return new JobEvent(id(record), kind, fields);
    }

    private static EventId id(ByteRecord record) {
        return new EventId(record.getId().getTimestamp(), record.getId().getSequence());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
