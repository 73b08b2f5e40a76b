package dev.caravan.stage.convert;

import dev.caravan.job.Evidence;
import dev.caravan.job.JobLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Carries a process's output line by line to where it belongs, and keeps its last lines as evidence. Memory is bounded by both limits. */
final class OutputLog {
    private static final int LAST_LINES = 100;
    /** Of the last lines, those that a one-line reason has room for. */
    private static final int LAST_WORDS = 5;
    /** Characters of one of the last lines. */
    private static final int LONGEST_KEPT = 1000;
    /** A program that draws a progress bar may never end its line. */
    private static final int LONGEST_LINE = 4096;

    private final Consumer<String> lines;
    private final int longestLine;
    private final Deque<String> last = new ArrayDeque<>();

    /** @param lines told each line that is not empty; longer ones come in pieces */
    OutputLog(Consumer<String> lines, int longestLine) {
        this.lines = lines;
        this.longestLine = longestLine;
    }

    /** All of it to the job's log, and to somebody who listens. */
    static OutputLog to(JobLog log, Consumer<String> listener) {
        return new OutputLog(listener.andThen(line -> log.append("| " + line)), LONGEST_LINE);
    }

    /** Begins to read, until the output ends; the caller joins the thread before it asks for the evidence. */
    Thread start(InputStream output, String name) {
        Thread thread = new Thread(() -> copy(output), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The last few lines, to be put behind a message; empty when nothing was said. */
    synchronized String lastWords() {
        return last.isEmpty()
                ? "; it said nothing"
                : "; its last words: "
                        + last.stream()
                                .skip(Math.max(0, last.size() - LAST_WORDS))
                                .collect(Collectors.joining(" | "));
    }

    /** The last hundred lines, as the cause of an exception. */
    synchronized Evidence evidence() {
        return new Evidence(List.copyOf(last));
    }

    /** Whether this is true of one of the last lines. */
    synchronized boolean anySaid(Predicate<String> condition) {
        return last.stream().anyMatch(condition);
    }

    private void copy(InputStream output) {
        try (Reader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n' || c == '\r' || line.length() == longestLine) {
                    keep(line);
                }
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
            }
            keep(line);
        } catch (IOException e) {
            lines.accept("its output could not be read to the end: " + e);
        }
    }

    private void keep(StringBuilder line) {
        String text = line.toString().strip();
        line.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        lines.accept(text);
        remember(text.substring(0, Math.min(text.length(), LONGEST_KEPT)));
    }

    private synchronized void remember(String text) {
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(text);
    }
}
