package dev.caravan.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A style of progress, in any case. */
final class StyleName implements ITypeConverter<ProgressReport.Style> {

    @Override
    public ProgressReport.Style convert(String name) {
        try {
            return ProgressReport.Style.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + name + "' is no kind of progress, expected auto, bar, lines or none");
        }
    }
}
