package dev.caravan.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Answers what fails before or beside our routes as a problem, too: paths that are not there, methods that are not allowed, requests that
 * are no HTTP. Tomcat makes it by its name.
 */
public class ProblemValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            byte[] problem =
                    problem(status).at(request.getRequestURI()).toJson().getBytes(StandardCharsets.UTF_8);
            response.setContentType(Problem.MEDIA_TYPE);
            response.setContentLength(problem.length);
            response.getOutputStream().write(problem);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("an error {} could not be answered: {}", status, e.toString());
        }
    }

    private static Problem problem(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        HttpStatus named = known == null ? HttpStatus.BAD_REQUEST : known;
        return Problem.of(named, detail(named));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "the request is not written as HTTP wants it, or its path has what no path of ours has";
            case NOT_FOUND -> "there is nothing at this path";
            case METHOD_NOT_ALLOWED -> "this path does not know this method";
            case NOT_ACCEPTABLE -> "nothing that Accept names can be given here";
            case UNSUPPORTED_MEDIA_TYPE -> "a body of this Content-Type is not taken here";
            default -> status.is5xxServerError() ? "see the service's log" : status.getReasonPhrase();
        };
    }
}
