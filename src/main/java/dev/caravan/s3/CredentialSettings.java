package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Credentials that targets name: an item of `caravan.publish.credentials`. Either a key with its secret, or a profile.
 *
 * @param accessKey of the account
 * @param secretKey belongs to the access key
 * @param sessionToken of temporary credentials; '' for lasting ones
 * @param profile section of ~/.aws/credentials and ~/.aws/config, instead of the key
 */
public record CredentialSettings(
        @DefaultValue("") String accessKey,
        @DefaultValue("") Secret secretKey,
        @DefaultValue("") Secret sessionToken,
        @DefaultValue("") String profile) {

    /** @throws InvalidSettingException unless there is one way to sign in */
    void require(String name) {
        String key = "caravan.publish.credentials." + name;
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new InvalidSettingException(
                    key + (accessKey.isEmpty() ? ".access-key" : ".secret-key"),
                    "",
                    "set when the other one of access-key and secret-key is");
        }
        if (accessKey.isEmpty() == profile.isEmpty()) {
            throw new InvalidSettingException(
                    key + ".profile", profile, "one way to sign in: either access-key and secret-key, or a profile");
        }
        if (!sessionToken.isEmpty() && accessKey.isEmpty()) {
            throw new InvalidSettingException(key + ".session-token", "***", "'' without an access-key");
        }
    }
}
