package dev.caravan.api;

import dev.caravan.setting.InvalidSettingException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People who sign in elsewhere: `caravan.api.oidc`.
 *
 * @param issuer the OpenID Connect issuer whose tokens are taken; '' takes none
 * @param audience what a token must be meant for
 * @param rolesClaim where a token says the roles of its user; dots lead into nested claims, such as `realm_access.roles`
 * @param userClaim where a token says who its user is; `sub` where it does not
 * @param viewerRole the role there that makes a viewer
 * @param operatorRole the role there that makes an operator
 */
public record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String audience,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("email") String userClaim,
        @DefaultValue("caravan-viewer") String viewerRole,
        @DefaultValue("caravan-operator") String operatorRole) {
    private static final String KEY = "caravan.api.oidc.";

    public OidcSettings {
        if (!issuer.isEmpty() && !isAddress(issuer)) {
            throw new InvalidSettingException(
                    KEY + "issuer", issuer, "an https address without query (http on a loopback address only), or ''");
        }
        if (issuer.isEmpty() != audience.isEmpty()) {
            throw new InvalidSettingException(
                    KEY + (issuer.isEmpty() ? "issuer" : "audience"),
                    "",
                    "set when the other one of issuer and audience is: a token for another service is not for this one");
        }
        require("roles-claim", rolesClaim);
        require("user-claim", userClaim);
        require("viewer-role", viewerRole);
        require("operator-role", operatorRole);
    }

    public boolean isEnabled() {
        return !issuer.isEmpty();
    }

    private static void require(String key, String value) {
        if (value.isBlank()) {
            throw new InvalidSettingException(KEY + key, value, "a name");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            boolean plain = address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && address.getUserInfo() == null;
            return plain && ("https".equals(address.getScheme()) || isOnThisMachine(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOnThisMachine(URI address) {
        try {
            return "http".equals(address.getScheme())
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
