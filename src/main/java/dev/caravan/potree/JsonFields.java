package dev.caravan.potree;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object by their types; each is null, or 0, when it is missing. */
record JsonFields(String path, Map<?, ?> object) {

    /** @throws IOException when the value is there, and no object */
    static @Nullable JsonFields of(String path, @Nullable Object value) throws IOException {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> object) {
            return new JsonFields(path, object);
        }
        throw wrong(path, value, "an object");
    }

    @Nullable
    JsonFields fields(String name) throws IOException {
        return of(place(name), object.get(name));
    }

    @Nullable
    String text(String name) throws IOException {
        Object value = object.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(place(name), value, "a string");
    }

    long integer(String name) throws IOException {
        Object value = object.get(name);
        return value == null ? 0 : integer(place(name), value);
    }

    int smallInteger(String name) throws IOException {
        long value = integer(name);
        if (value != (int) value) {
            throw wrong(place(name), value, "an integer of 32 bits");
        }
        return (int) value;
    }

    double number(String name) throws IOException {
        Object value = object.get(name);
        return value == null ? 0 : number(place(name), value);
    }

    double @Nullable [] numbers(String name) throws IOException {
        List<?> list = list(name);
        if (list == null) {
            return null;
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(place(name), list.get(i));
        }
        return numbers;
    }

    long @Nullable [] integers(String name) throws IOException {
        List<?> list = list(name);
        if (list == null) {
            return null;
        }
        long[] integers = new long[list.size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = integer(place(name), list.get(i));
        }
        return integers;
    }

    @Nullable
    List<?> list(String name) throws IOException {
        Object value = object.get(name);
        if (value == null || value instanceof List<?>) {
            return (List<?>) value;
        }
        throw wrong(place(name), value, "an array");
    }

    String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static long integer(String place, @Nullable Object value) throws IOException {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return number.longValue();
        }
        throw wrong(place, value, "an integer of 64 bits");
    }

    private static double number(String place, @Nullable Object value) throws IOException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(place, value, "a number");
    }

    private static IOException wrong(String place, @Nullable Object value, String expected) {
        String found = String.valueOf(value);
        return new IOException(
                "'" + place + "' is " + found.substring(0, Math.min(60, found.length())) + ", expected " + expected);
    }
}
