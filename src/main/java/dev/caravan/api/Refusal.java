package dev.caravan.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says why a caller is not let in, and which role it takes. What was wrong with a token is told to our log only. */
public class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    /** 401; 503 when the issuer of tokens cannot be asked. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            LOG.warn("tokens cannot be checked: {}", failure.getMessage());
            Problems.unavailable("the issuer of tokens cannot be asked; try again soon")
                    .answer(request, response);
        } else if (failure instanceof OAuth2AuthenticationException) {
            LOG.debug("refused: {}", failure.getMessage());
            unauthorized(
                    request,
                    response,
                    "Bearer error=\"invalid_token\"",
                    "the key or token is unknown, has expired, or is not for this service");
        } else {
            unauthorized(
                    request,
                    response,
                    "Bearer",
                    "show a key or a token as 'Authorization: Bearer …', or a key as 'X-API-Key: …'");
        }
    }

    /** 403. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        Problem.of(HttpStatus.FORBIDDEN, needed(request)).answer(request, response);
    }

    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, String challenge, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        Problem.of(HttpStatus.UNAUTHORIZED, detail + "; " + needed(request)).answer(request, response);
    }

    private static String needed(HttpServletRequest request) {
        return request.getMethod() + " needs the role "
                + Role.neededFor(request.getMethod()).word();
    }
}
