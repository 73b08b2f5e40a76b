package dev.caravan.job;

import java.nio.file.Path;

/** The log of one job: a file that only grows, which people read when they ask what happened. */
public interface JobLog {

    Path file();

    /** Appends one line with the present time; line breaks within it are kept, indented. */
    void append(String line);
}
