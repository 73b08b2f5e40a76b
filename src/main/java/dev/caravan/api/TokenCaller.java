package dev.caravan.api;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;

/** Says who the user of a token is, and what they may do here. */
class TokenCaller implements Converter<Jwt, CallerAuthentication> {
    private static final String VERIFIED = "email_verified";
    private final OidcSettings settings;

    TokenCaller(OidcSettings settings) {
        this.settings = settings;
    }

    @Override
    public CallerAuthentication convert(Jwt token) {
        return new CallerAuthentication(new Caller(name(token), roles(token)));
    }

    /** An address that its user has only claimed is nobody's name. */
    private String name(Jwt token) {
        boolean claimedOnly = settings.userClaim().equals("email")
                && Boolean.FALSE.equals(token.getClaims().get(VERIFIED));
        Object user = claimedOnly ? null : token.getClaims().get(settings.userClaim());
        String name = String.valueOf(Objects.requireNonNullElse(user, token.getSubject()));
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private Set<Role> roles(Jwt token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Collection<?> given = list(claim(token.getClaims(), settings.rolesClaim()));
        if (given.contains(settings.viewerRole())) {
            roles.add(Role.VIEWER);
        }
        if (given.contains(settings.operatorRole())) {
            roles.add(Role.OPERATOR);
        }
        return roles;
    }

    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> nested
                ? claim(nested, path.substring(dot + 1))
                : null;
    }

    private static Collection<?> list(@Nullable Object roles) {
        if (roles instanceof Collection<?> many) {
            return many;
        }
        return roles instanceof String words ? List.of(words.split(" ")) : List.of();
    }
}
