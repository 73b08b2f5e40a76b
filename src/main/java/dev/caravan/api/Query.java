package dev.caravan.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query of an address: `a=1&a=2&b=x`. */
final class Query {
    private static final int MOST_PARAMETERS = 100;

    /** Camel's own names are never those of our parameters. */
    private static final Pattern NAME = Pattern.compile("(?i)(?!camel|breadcrumbid)[a-z0-9_-]{1,64}");

    private Query() {}

    /**
     * @param query without the question mark; null for none
     * @return the values of each parameter, decoded
     * @throws BadRequestException when it cannot be decoded, a name is strange, or there are too many
     */
    static Map<String, List<String>> parse(@Nullable String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        String[] pairs = query.split("&");
        if (pairs.length > MOST_PARAMETERS) {
            throw new BadRequestException("query", pairs.length + " parameters", MOST_PARAMETERS + " or fewer");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = name(decoded(equals < 0 ? pair : pair.substring(0, equals)));
            parameters
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .add(decoded(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadRequestException("query", name, "made of parameters whose names are letters, digits, - and _");
        }
        return name;
    }

    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0 && decoded.chars().noneMatch(Character::isISOControl)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as bytes that are no UTF-8.
        }
        throw new BadRequestException("query", text, "UTF-8 in percent encoding, without control characters");
    }
}
