package dev.caravan.api.view;

import dev.caravan.api.Problem;
import dev.caravan.api.Problems;
import dev.caravan.viewer.Passes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;

/**
 * `GET` and `HEAD` of `/view/<token>/<dataset>/<object>`: the token says whose objects they are, and that they may be read. A servlet, not
 * a route: it passes on what viewers ask for as it comes, without holding it.
 */
public class ViewServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    /** As many as the connection pool of a target has; each takes a thread for as long as its reader is slow. */
    static final int MOST_AT_ONCE = 48;

    private final transient Passes passes;
    private final transient ViewedTargets targets;
    private final transient Semaphore free = new Semaphore(MOST_AT_ONCE);

    public ViewServlet(Passes passes, ViewedTargets targets) {
        this.passes = passes;
        this.targets = targets;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean get = request.getMethod().equals("GET");
        if (!get && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
            refuse(response, HttpStatus.METHOD_NOT_ALLOWED, "what a link leads to can only be read");
        } else if (free.tryAcquire()) {
            try {
                answer(request, response, get);
            } finally {
                free.release();
            }
        } else {
            response.setHeader("Retry-After", "1");
            refuse(response, HttpStatus.SERVICE_UNAVAILABLE, MOST_AT_ONCE + " are reading already");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, boolean withContent)
            throws IOException {
        Optional<ViewedPath> path;
        try {
            path = ViewedPath.of(request.getPathInfo(), passes);
        } catch (DataAccessException e) {
            Problems.of(e).answer(response);
            return;
        }
        if (path.isEmpty()) {
            refuse(response, HttpStatus.FORBIDDEN, "this link is over, was revoked, or never was one");
        } else if (path.get().name() == null) {
            refuse(response, HttpStatus.NOT_FOUND, "this link leads to one directory, and this path is not in it");
        } else {
            new ObjectAnswer(path.get(), targets, request, response).answer(withContent);
        }
    }

    /** Without the path, which has the token. */
    static void refuse(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        Problem.of(status, detail).answer(response);
    }
}
