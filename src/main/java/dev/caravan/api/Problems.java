package dev.caravan.api;

import dev.caravan.s3.PublishException;
import dev.caravan.stage.scan.ScanRunningException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;

/** Which exception is which problem. What nobody foresaw is not told: it may hold what is not meant for callers. */
public final class Problems {

    private Problems() {}

    public static Problem of(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(Problems::foreseen)
                .filter(problem -> problem != null)
                .findFirst()
                .orElseGet(() -> Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "see the service's log"));
    }

    static Problem unavailable(String reason) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, reason);
    }

    private static @Nullable Problem foreseen(Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof BadRequestException bad) {
            return Problem.of(bad.status(), detail, bad.errors());
        }
        if (failure instanceof NotFoundException) {
            return Problem.of(HttpStatus.NOT_FOUND, detail);
        }
        if (failure instanceof ConflictException || failure instanceof ScanRunningException) {
            return Problem.of(HttpStatus.CONFLICT, detail);
        }
        if (failure instanceof BodyTooLargeException) {
            return Problem.of(HttpStatus.PAYLOAD_TOO_LARGE, detail);
        }
        if (failure instanceof PublishException) {
            return Problem.of(HttpStatus.BAD_GATEWAY, detail);
        }
        return failure instanceof DataAccessException ? unavailable("Redis cannot be reached; try again soon") : null;
    }
}
