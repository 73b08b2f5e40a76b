package dev.caravan.zarr;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who has named a group that is not there. */
public final class Suggestions {
    private static final int MOST = 3;
    /** Of a name too many, or one too few. */
    private static final double NAME = 0.6;
    /** Of a name in another case. */
    private static final double CASE = 0.1;
    /** Beyond its own cost, of another name at the end: it says what the group is, and the others only where it is. */
    private static final double LAST_NAME = 0.5;

    private static final double FAR = 1.0;

    private Suggestions() {}

    /** At most three paths, the nearest first; none when nothing is near. */
    public static List<String> near(String missing, Collection<String> available) {
        String[] wanted = names(missing);
        return available.stream()
                .map(path -> new Candidate(path, cost(wanted, names(path)), sameEnd(wanted, names(path))))
                .filter(candidate -> candidate.sameEnd() || candidate.cost() <= FAR)
                .sorted(Comparator.comparingDouble(Candidate::cost).thenComparing(Candidate::path))
                .limit(MOST)
                .map(Candidate::path)
                .toList();
    }

    private record Candidate(String path, double cost, boolean sameEnd) {}

    private static String[] names(String path) {
        return path.equals("/") ? new String[0] : path.substring(1).split("/", -1);
    }

    private static boolean sameEnd(String[] a, String[] b) {
        return a.length > 0 && b.length > 0 && a[a.length - 1].equalsIgnoreCase(b[b.length - 1]);
    }

    /** Edit distance over names. */
    private static double cost(String[] a, String[] b) {
        double[] row = new double[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            row[j] = j * NAME;
        }
        for (int i = 1; i <= a.length; i++) {
            double diagonal = row[0];
            row[0] = i * NAME;
            for (int j = 1; j <= b.length; j++) {
                double changed = diagonal + cost(a[i - 1], b[j - 1]);
                diagonal = row[j];
                row[j] = Math.min(changed, NAME + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length] + (sameEnd(a, b) ? 0 : LAST_NAME);
    }

    /** 0 of equal names, 1 of such as have nothing in common. */
    private static double cost(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        return a.equalsIgnoreCase(b)
                ? CASE
                : (double) distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT))
                        / Math.max(a.length(), b.length());
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
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
