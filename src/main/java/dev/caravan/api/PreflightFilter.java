package dev.caravan.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers browsers that ask whether a page of another site may call: it may not. Spring would say so in plain text. */
public class PreflightFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CorsUtils.isPreFlightRequest(request)) {
            Problem.of(
                            HttpStatus.FORBIDDEN,
                            "pages of other sites, such as " + request.getHeader(HttpHeaders.ORIGIN)
                                    + ", are not let in")
                    .answer(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
