package dev.caravan.config;

import dev.caravan.setting.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The keys below `caravan`, read from the settings records; an element of a list is written `[]`. */
final class KnownKeys {
    private static final String LIST = "[]";

    private KnownKeys() {}

    /** Every key that takes a value, such as `caravan.scan.sources[].path`. */
    static List<String> all() {
        return keys().map(Key::name).toList();
    }

    /** Whether a key may be set: one of {@link #all}, an element of a list, an entry of a map; in any spelling that binds. */
    static boolean allows(String key) {
        return keys().anyMatch(known -> known.allows(plain(key)));
    }

    /** Whether this is a block of known keys, such as `caravan.scan`; it may be left empty. */
    static boolean isBlock(String key) {
        return all().stream()
                .map(KnownKeys::plain)
                .anyMatch(known -> known.startsWith(plain(key) + ".") || known.startsWith(plain(key) + LIST));
    }

    /** The known keys that a mistaken one may have meant, the nearest first. */
    static List<String> near(String mistaken) {
        String wanted = mistaken.replaceAll("\\[\\d+]", LIST);
        List<String> siblings = new ArrayList<>(
                all().stream().filter(key -> parent(key).equals(parent(wanted))).toList());
        List<String> candidates = siblings.isEmpty() ? new ArrayList<>(all()) : siblings;
        candidates.sort(Comparator.comparingInt(key -> distance(key, wanted)));
        return siblings.isEmpty() ? candidates.subList(0, Math.min(3, candidates.size())) : candidates;
    }

    private static Stream<Key> keys() {
        return leaves("caravan", CaravanSettings.class);
    }

    private static Stream<Key> leaves(String prefix, Type type) {
        if (type instanceof Class<?> record && record.isRecord() && !isValue(record)) {
            return Stream.of(record.getRecordComponents()).flatMap(component -> leaves(prefix, component));
        }
        if (type instanceof ParameterizedType list && list.getRawType().equals(List.class)) {
            Type element = list.getActualTypeArguments()[0];
            boolean nested = element instanceof Class<?> record && record.isRecord() && !isValue(record);
            return nested ? leaves(prefix + LIST, element) : Stream.of(new Key(prefix, type));
        }
        return Stream.of(new Key(prefix, type));
    }

    private static Stream<Key> leaves(String prefix, RecordComponent component) {
        return leaves(prefix + "." + kebab(component.getName()), component.getGenericType());
    }

    /** A record that is written as one value in the configuration. */
    private static boolean isValue(Class<?> type) {
        return type.equals(Secret.class);
    }

    /** Without what binding does not look at: which element of a list, dashes, case. */
    private static String plain(String key) {
        return key.replaceAll("\\[\\d+]", LIST).replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String parent(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private record Key(String name, Type type) {

        boolean allows(String candidate) {
            String plain = plain(name);
            return candidate.equals(plain)
                    || (is(List.class) && candidate.equals(plain + LIST))
                    || (is(Map.class) && (candidate.startsWith(plain + ".") || candidate.startsWith(plain + "[")));
        }

        private boolean is(Class<?> container) {
            return type instanceof ParameterizedType generic
                    && generic.getRawType().equals(container);
        }
    }
}
