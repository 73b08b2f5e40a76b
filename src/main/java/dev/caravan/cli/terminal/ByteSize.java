package dev.caravan.cli.terminal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: `800M`, `2G`, `1.5GB`; K, M, G and T are powers of 1024, as in Java's -Xmx. */
public final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s?([KMGT]?)(?:I?B)?");
    private static final String UNITS = "KMGT";

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new TypeConversionException("'" + text + "' is no size, expected such as 800M or 2G");
        }
        double unit = Math.pow(1024, 1 + UNITS.indexOf(size.group(2)));
        return Math.round(Double.parseDouble(size.group(1)) * (size.group(2).isEmpty() ? 1 : unit));
    }

    /** In words, such as `1.5 GB`. */
    public static String inWords(long bytes) {
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < UNITS.length() - 1) {
            value /= 1024;
            unit++;
        }
        return unit < 0
                ? bytes + " bytes"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %sB" : "%.0f %sB", value, UNITS.charAt(unit));
    }
}
