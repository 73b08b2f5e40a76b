package dev.caravan.api;

import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets a caller in whose role is that of the method. */
public class RoleRule implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationDecision authorize(Supplier<Authentication> who, RequestAuthorizationContext what) {
        Caller caller = Callers.of(who.get());
        Role needed = Role.neededFor(what.getRequest().getMethod());
        return new AuthorizationDecision(caller != null && caller.may(needed));
    }

    /** The older name of {@link #authorize}, which Spring still asks to be there. */
    @Override
    @Deprecated
    public AuthorizationDecision check(Supplier<Authentication> who, RequestAuthorizationContext what) {
        return authorize(who, what);
    }
}
