package dev.caravan.job;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;

/** Which exceptions mean that Redis is away (and that the same call is worth repeating), and not that the call is wrong. */
final class RedisFault {
    /** Answers of a server that is up, and yet cannot serve for now. */
    private static final List<String> UNABLE =
            List.of("LOADING", "BUSY", "READONLY", "MISCONF", "OOM", "MASTERDOWN", "NOREPLICAS");

    private RedisFault() {}

    static boolean isAway(DataAccessException fault) {
        return fault instanceof DataAccessResourceFailureException
                || fault instanceof QueryTimeoutException
                || (fault instanceof RedisSystemException && isUnable(fault));
    }

    /** A fault that is no answer of the server at all is a broken connection. */
    private static boolean isUnable(Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof RedisCommandInterruptedException) {
                return false;
            }
            if (t instanceof RedisCommandExecutionException answer) {
                return UNABLE.stream().anyMatch(String.valueOf(answer.getMessage())::contains);
            }
        }
        return true;
    }
}
