package dev.caravan.api.job;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobQueue;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers what a job has said about itself, as text; a piece at a time when there is much. */
public class JobLogs {
    /** Where the caller goes on: the number of bytes before the next piece. */
    public static final String OFFSET = "Log-Offset";

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINES = 10_000;

    private final Path directory;
    private final JobQueue queue;

    /** @param directory of the log files */
    public JobLogs(Path directory, JobQueue queue) {
        this.directory = directory;
        this.queue = queue;
    }

    /** `GET /jobs/{id}/log`: from an offset, or the last lines. */
    public Answer read(ApiRequest request) throws IOException {
        request.allowParameters("tail", "offset");
        String id = Field.job("id", request.pathParameter("id"));
        if (request.parameter("tail").isPresent() && request.parameter("offset").isPresent()) {
            throw new BadRequestException("offset", request.parameter("offset").get(), "left out beside 'tail'");
        }
        int tail = (int) request.number("tail", 1, MOST_LINES, 0);
        long offset = request.number("offset", 0, Long.MAX_VALUE, 0);
        Path file = FileJobLog.of(directory, id).file();
        if (!Files.exists(file)) {
            return nothing(id);
        }
        LogPiece piece = piece(file, tail, offset);
        return Answer.text(piece.text()).with(OFFSET, String.valueOf(piece.end()));
    }

    /** @param tail lines; 0 when the offset counts */
    private static LogPiece piece(Path file, int tail, long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return tail > 0 ? LogPiece.tail(channel, tail, MOST_BYTES) : LogPiece.from(channel, offset, MOST_BYTES);
        }
    }

    /** A job that nobody has worked on has no log yet. */
    private Answer nothing(String id) {
        if (queue.get(id).isEmpty()) {
            throw JobDetails.unknown(id);
        }
        return Answer.text("").with(OFFSET, "0");
    }
}
