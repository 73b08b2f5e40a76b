package dev.caravan.review;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The reports of jobs, one file a job on the disk of the instance that has worked on it, as its log is; the clean-up deletes both
 * together.
 */
public final class Reviews {
    /** Behind a job's id, instead of `.log`. */
    public static final String EXTENSION = ".report.jsonl";

    private final Path directory;

    /** @param directory of the jobs' logs */
    public Reviews(Path directory) {
        this.directory = directory;
    }

    /** Begins anew: what an attempt before has said is forgotten. */
    public ReviewWriter begin(String job) throws IOException {
        return new ReviewWriter(file(job));
    }

    /**
     * Some lines; none when there is no report here.
     *
     * @param from number of bytes before the first of them: 0, or the `next` of the page before
     * @param limit at most so many
     */
    public ReviewPage read(String job, long from, int limit) throws IOException {
        return ReviewPage.of(file(job), from, limit);
    }

    private Path file(String job) {
        return directory.resolve(job + EXTENSION);
    }
}
