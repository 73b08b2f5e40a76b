package dev.caravan.api.view;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object, as the header `Range` asks for it (RFC 9110, section 14.1.2).
 *
 * @param text as S3 wants it: `bytes=0-99`, `bytes=100-` or `bytes=-50`
 */
record ByteRange(String text) {
    private static final Pattern ONE =
            Pattern.compile("(?i)bytes\\s*=\\s*(?:(\\d{1,18})-(\\d{0,18})|-(\\d{1,18}))\\s*");

    /**
     * Empty when there is none that we know: another unit, more than one range, something malformed. A server may ignore those, and then
     * answers with the whole.
     *
     * @param headers all that there are of this name
     */
    static Optional<ByteRange> of(List<String> headers) {
        Matcher matcher = ONE.matcher(headers.size() == 1 ? headers.get(0) : "");
        if (!matcher.matches()) {
            return Optional.empty();
        }
        @Nullable String first = matcher.group(1);
        String last = String.valueOf(matcher.group(2));
        if (first == null) {
            return Optional.of(new ByteRange("bytes=-" + Long.parseLong(matcher.group(3))));
        }
        if (!last.isEmpty() && Long.parseLong(last) < Long.parseLong(first)) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(
                "bytes=" + Long.parseLong(first) + "-" + (last.isEmpty() ? "" : String.valueOf(Long.parseLong(last)))));
    }
}
