package dev.caravan.api.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares ETags as RFC 9110, section 8.8.3.2, wants it. */
final class Validators {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private Validators() {}

    /** `If-None-Match`, by weak comparison: whether what the client has is what is there. */
    static boolean names(List<String> headers, String eTag) {
        for (String header : headers) {
            if (header.strip().equals("*")) {
                return true;
            }
            Matcher matcher = TAG.matcher(header);
            while (matcher.find()) {
                if (matcher.group(1).equals(eTag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** `If-Range`, by strong comparison. A date is never the same: S3 has seconds only, so an object may have changed within one. */
    static boolean isStill(String ifRange, String eTag) {
        return ifRange.strip().equals(eTag);
    }
}
