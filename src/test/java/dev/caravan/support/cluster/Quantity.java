package dev.caravan.support.cluster;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of processors and bytes, such as {@code 500m}, {@code 2Gi}, {@code 1e3}. */
final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private Quantity() {}

    /** @return the amount in units (processors, bytes), nothing where the text is no quantity */
    static Optional<BigDecimal> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(matcher.group(1)).multiply(factor(matcher.group(2))));
    }

    private static BigDecimal factor(@org.jspecify.annotations.Nullable String suffix) {
        if (suffix == null) {
            return BigDecimal.ONE;
        }
        if (suffix.endsWith("i")) {
            return BigDecimal.valueOf(1024).pow("KMGTPE".indexOf(suffix.charAt(0)) + 1);
        }
        Integer power = DECIMAL.get(suffix);
        return BigDecimal.ONE.scaleByPowerOfTen(power == null ? Integer.parseInt(suffix.substring(1)) : power);
    }
}
