package dev.caravan.viewer;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a bucket has of its own rules, as far as the server says.
 *
 * @param value null when it does not
 * @param obstacle why not; '' when there is a value
 * @param supported false when the server knows no such rules at all
 */
record Held<T>(@Nullable T value, String obstacle, boolean supported) {
    private static final Set<Integer> UNKNOWN_CALL = Set.of(405, 501);
    private static final Set<String> UNKNOWN_CODES = Set.of("NotImplemented", "MethodNotAllowed");

    /**
     * @param absentCode the error code by which S3 says that there are none
     * @param absent what that means
     */
    static <T> Held<T> read(Supplier<T> request, String absentCode, T absent) {
        try {
            return new Held<>(request.get(), "", true);
        } catch (S3Exception e) {
            String code = e.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(e.awsErrorDetails().errorCode());
            if (code.equals(absentCode)) {
                return new Held<>(absent, "", true);
            }
            String answer = "the server answered " + (code.isEmpty() ? "" : code + " ") + "(" + e.statusCode() + ")";
            return new Held<>(null, answer, !UNKNOWN_CALL.contains(e.statusCode()) && !UNKNOWN_CODES.contains(code));
        } catch (SdkException e) {
            return new Held<>(null, String.valueOf(e.getMessage()), true);
        }
    }
}
