package dev.caravan.api;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name the name of the API key, or the user that the token names; `anonymous` where nobody has to say who they are
 * @param roles what the caller may do
 */
public record Caller(String name, Set<Role> roles) {
    public static final Caller ANONYMOUS = new Caller("anonymous", Set.of(Role.OPERATOR));

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean may(Role role) {
        return roles.contains(role) || roles.contains(Role.OPERATOR);
    }
}
