package dev.caravan.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a hash that people may have edited. */
record RecordFields(String recordKey, Map<String, String> hash) {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    /** An empty field is one that is not proven yet: the same as none. */
    @Nullable
    String text(String field) {
        String value = hash.get(field);
        return value == null || value.isEmpty() ? null : value;
    }

    <T> @Nullable T value(String field, Function<String, T> parse) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (RuntimeException e) {
            throw new MalformedRecordException(recordKey, field, value, e);
        }
    }

    @Nullable
    Long number(String field) {
        return value(field, Long::valueOf);
    }

    int numberOr(String field, int absent) {
        Integer value = value(field, Integer::valueOf);
        return value == null ? absent : value;
    }

    /** Whole seconds; programs that keep more are read as far as the second. */
    @Nullable
    Instant seconds(String field) {
        return value(
                field,
                text -> Instant.ofEpochSecond(
                        new BigDecimal(text).setScale(0, RoundingMode.FLOOR).longValueExact()));
    }

    @Nullable
    Instant milliseconds(String field) {
        return value(field, text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    @Nullable
    Instant nanoseconds(String field) {
        return value(field, text -> {
            BigInteger[] parts = new BigInteger(text).divideAndRemainder(NANOS);
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
        });
    }
}
