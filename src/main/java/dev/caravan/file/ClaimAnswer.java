package dev.caravan.file;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param outcome REFUSED only says what stands in the way; nothing has been written down yet
 * @param owner absolute path of the file, directory or manifest whose dataset is the obstacle, where one is
 * @param ownerKey that dataset's key; the same as the one that was asked for, unless it has one of the files
 * @param shared the file that it has; null when the key is the obstacle
 */
public record ClaimAnswer(
        ClaimOutcome outcome,
        @Nullable String owner,
        String ownerKey,
        @Nullable Path shared) {

    /** As the scripts answer: outcome, owner (empty for none), and for a shared file the other key and the path. */
    static ClaimAnswer of(List<?> answer, String key) {
        String outcome = (String) answer.get(0);
        String owner = (String) answer.get(1);
        boolean shared = outcome.equals("SHARED");
        return new ClaimAnswer(
                switch (outcome) {
                    case "OWNED", "SHARED" -> ClaimOutcome.REFUSED;
                    case "BROKEN" -> ClaimOutcome.UNREADABLE;
                    default -> ClaimOutcome.valueOf(outcome);
                },
                owner.isEmpty() ? null : owner,
                shared ? (String) answer.get(2) : key,
                shared ? Path.of((String) answer.get(3)) : null);
    }
}
