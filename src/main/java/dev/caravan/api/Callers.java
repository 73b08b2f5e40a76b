package dev.caravan.api;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Knows who asks, on the thread on which a request has come in. Camel goes on with another thread, which knows it from
 * {@link ApiRequest#caller()}.
 */
public class Callers {

    /** @throws IllegalStateException when nobody has let the caller in, which the rules for all paths do not allow */
    public Caller current() {
        Caller caller = of(SecurityContextHolder.getContext().getAuthentication());
        if (caller == null) {
            throw new IllegalStateException("a request has come in without a caller");
        }
        return caller;
    }

    /** @return null when they have not said who they are */
    static @Nullable Caller of(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }
}
