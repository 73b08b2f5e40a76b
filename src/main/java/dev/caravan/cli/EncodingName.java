package dev.caravan.cli;

import dev.caravan.potree.Encoding;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** DEFAULT or BROTLI, in any case; PotreeConverter copies any other word to metadata.json, which is no encoding. */
final class EncodingName implements ITypeConverter<Encoding> {

    @Override
    public Encoding convert(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "DEFAULT" -> Encoding.DEFAULT;
            case "BROTLI" -> Encoding.BROTLI;
            default -> throw new TypeConversionException("'" + name + "' is no encoding, expected DEFAULT or BROTLI");
        };
    }
}
