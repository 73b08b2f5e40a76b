package dev.caravan.history;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an entry. In Redis it is the stream's: milliseconds and a number. Outside it is a UUID of version 8 (RFC 9562,
 * section 5.8), which has the milliseconds in its first 48 bits, and the number in its last 62. So an id needs no memory of its own and no
 * index, and ids sort by time.
 *
 * @param milliseconds since the epoch, by Redis' clock
 * @param number among those of that millisecond
 */
record OperationId(long milliseconds, long number) {
    private static final Pattern ENTRY = Pattern.compile("(\\d{1,15})-(\\d{1,18})");
    private static final Pattern UUID_8 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-8000-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final long VERSION = 0x8000;
    private static final long VARIANT = 1L << 63;
    private static final long NUMBER = (1L << 62) - 1;

    /** @param id as the stream has it */
    static OperationId ofEntry(String id) {
        Matcher match = ENTRY.matcher(id);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id of a stream's entry");
        }
        return new OperationId(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
    }

    /** Empty for a text that is none of our ids. */
    static Optional<OperationId> parse(String uuid) {
        if (!UUID_8.matcher(uuid).matches()) {
            return Optional.empty();
        }
        UUID parsed = UUID.fromString(uuid);
        return Optional.of(
                new OperationId(parsed.getMostSignificantBits() >>> 16, parsed.getLeastSignificantBits() & NUMBER));
    }

    /** As the stream has it. */
    String entry() {
        return milliseconds + "-" + number;
    }

    @Override
    public String toString() {
        return new UUID(milliseconds << 16 | VERSION, VARIANT | number).toString();
    }
}
