package dev.caravan.cli;

import dev.caravan.converter.SamplingMethod;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** PotreeConverter's names of sampling methods, in any case. */
final class MethodName implements ITypeConverter<SamplingMethod> {

    @Override
    public SamplingMethod convert(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "poisson" -> SamplingMethod.POISSON;
            case "random" -> SamplingMethod.RANDOM;
            case "poisson_average" ->
                throw new TypeConversionException("'poisson_average' stores points several times "
                        + "and is not offered; use poisson, where every point is stored once and as it is");
            default -> throw new TypeConversionException("'" + name + "' is no method, expected poisson or random");
        };
    }
}
