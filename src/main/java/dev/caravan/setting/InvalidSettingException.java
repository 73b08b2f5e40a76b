package dev.caravan.setting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in the configuration that cannot work. Its message is the one line that a person needs to mend it. */
public class InvalidSettingException extends IllegalArgumentException {

    /**
     * @param key full name of the key, such as `caravan.scan.schedule`
     * @param value what was found
     * @param allowed what would be right, as the end of a sentence: 'a Quartz cron expression, for instance …'
     */
    public InvalidSettingException(String key, @Nullable Object value, String allowed) {
        super(key + ": " + (value == null ? "nothing is set" : "'" + withoutPassword(value) + "' is not allowed")
                + "; it must be " + allowed);
    }

    private InvalidSettingException(String message) {
        super(message);
    }

    /**
     * A key that nobody knows. Its value is not repeated: it may be a secret.
     *
     * @param place where the key is set; may be empty
     */
    public static InvalidSettingException unknownKey(String key, String place, List<String> allowed) {
        return new InvalidSettingException(
                key + ": no such key" + place + "; allowed here: " + String.join(", ", allowed));
    }

    /** An address may carry one: `https://user:password@host`. */
    private static String withoutPassword(@Nullable Object value) {
        return String.valueOf(value).replaceAll("//[^/\\s]*@", "//***@");
    }
}
