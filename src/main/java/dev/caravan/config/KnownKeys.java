package dev.caravan.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The keys below `caravan`, read from the settings records; an element of a list is written `[]`. */
final class KnownKeys {
    private static final String LIST = "[]";

    private KnownKeys() {}

    /** Every key that takes a value, such as `caravan.scan.sources[].path`. */
    static List<String> all() {
        return leaves("caravan", CaravanSettings.class).toList();
    }

    /** Whether a key with indexes, such as `caravan.scan.sources[0].include[1]`, is one that an item of a list may have. */
    static boolean isOfList(String key) {
        String general = key.replaceAll("\\[\\d+]", LIST);
        String whole = general.endsWith(LIST) ? general.substring(0, general.length() - LIST.length()) : general;
        return general.contains(LIST) && all().contains(whole);
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

    private static Stream<String> leaves(String prefix, Type type) {
        if (type instanceof Class<?> record && record.isRecord()) {
            return Stream.of(record.getRecordComponents()).flatMap(component -> leaves(prefix, component));
        }
        if (type instanceof ParameterizedType list && list.getRawType().equals(List.class)) {
            Type element = list.getActualTypeArguments()[0];
            boolean nested = element instanceof Class<?> record && record.isRecord() && !isValue(record);
            return nested ? leaves(prefix + LIST, element) : Stream.of(prefix);
        }
        return Stream.of(prefix);
    }

    private static Stream<String> leaves(String prefix, RecordComponent component) {
        String key = prefix + "." + kebab(component.getName());
        return isValue(component.getType()) ? Stream.of(key) : leaves(key, component.getGenericType());
    }

    /** A record that is written as one value in the configuration, such as a secret. */
    private static boolean isValue(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1;
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
}
