package dev.caravan.stage.convert;

import dev.caravan.job.JobLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Carries a process's output into the job's log, and keeps its last lines as evidence. Memory is bounded by both limits. */
final class OutputLog {
    private static final int LAST_LINES = 5;
    /** A program that draws a progress bar may never end its line. */
    private static final int LONGEST_LINE = 4096;

    private final InputStream output;
    private final JobLog log;
    private final Deque<String> last = new ArrayDeque<>();

    OutputLog(InputStream output, JobLog log) {
        this.output = output;
        this.log = log;
    }

    /** Begins to read, until the output ends; the caller joins the thread before it asks for the evidence. */
    Thread start(String name) {
        Thread thread = new Thread(this::copy, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The last lines, to be put behind a message; empty when nothing was said. */
    String evidence() {
        return last.isEmpty() ? "; it said nothing" : "; its last words: " + String.join(" | ", last);
    }

    private void copy() {
        try (Reader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n' || c == '\r' || line.length() == LONGEST_LINE) {
                    keep(line);
                }
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
            }
            keep(line);
        } catch (IOException e) {
            log.append("its output could not be read to the end: " + e);
        }
    }

    private void keep(StringBuilder line) {
        String text = line.toString().strip();
        line.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        log.append("| " + text);
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(text);
    }
}
