package dev.caravan.history;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which operations are wanted. What is empty, or null, does not matter.
 *
 * @param target path, exactly
 * @param directory path with a slash at its end: all that is below
 * @param types operations, any of them
 * @param statuses any of them
 * @param location where the result is
 * @param job its id; what its branches did (its uploads) is a part of it, unless the id has more than 47 characters
 * @param user for whom or by whom
 * @param since written down at this time or later
 * @param until written down before this time
 * @param oldestFirst else the newest come first
 */
public record HistoryQuery(
        String target,
        String directory,
        Set<String> types,
        Set<OperationStatus> statuses,
        @Nullable Location location,
        String job,
        String user,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean oldestFirst) {
    /** Everything, the newest first. */
    public static final HistoryQuery ALL =
            new HistoryQuery("", "", Set.of(), Set.of(), null, "", "", null, null, false);

    public HistoryQuery {
        types = Set.copyOf(types);
        statuses = Set.copyOf(statuses);
    }

    /** @param path one file; with a slash at its end, all that is below that directory */
    public HistoryQuery at(String path) {
        boolean below = path.endsWith("/");
        return new HistoryQuery(
                below ? "" : path, below ? path : "", types, statuses, location, job, user, since, until, oldestFirst);
    }

    public HistoryQuery ofTypes(String... newTypes) {
        return new HistoryQuery(
                target, directory, Set.of(newTypes), statuses, location, job, user, since, until, oldestFirst);
    }

    public HistoryQuery ended(OperationStatus first, OperationStatus... others) {
        return new HistoryQuery(
                target, directory, types, EnumSet.of(first, others), location, job, user, since, until, oldestFirst);
    }

    public HistoryQuery in(Location newLocation) {
        return new HistoryQuery(target, directory, types, statuses, newLocation, job, user, since, until, oldestFirst);
    }

    public HistoryQuery ofJob(String newJob) {
        return new HistoryQuery(target, directory, types, statuses, location, newJob, user, since, until, oldestFirst);
    }

    public HistoryQuery of(String newUser) {
        return new HistoryQuery(target, directory, types, statuses, location, job, newUser, since, until, oldestFirst);
    }

    public HistoryQuery between(@Nullable Instant newSince, @Nullable Instant newUntil) {
        return new HistoryQuery(
                target, directory, types, statuses, location, job, user, newSince, newUntil, oldestFirst);
    }

    public HistoryQuery startingWithTheOldest() {
        return new HistoryQuery(target, directory, types, statuses, location, job, user, since, until, true);
    }

    /** As lua/history-page.lua takes them, but for the cursor and the counts, which stand in the middle. */
    List<String> filters() {
        return List.of(
                set(types.stream()), set(statuses.stream().map(OperationStatus::word)), target, directory, job, user);
    }

    private static String set(Stream<String> words) {
        Set<String> sorted = words.collect(Collectors.toCollection(TreeSet::new));
        return sorted.isEmpty() ? "" : "|" + String.join("|", sorted) + "|";
    }
}
