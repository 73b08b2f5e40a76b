package dev.caravan.converter;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be converted.
 *
 * @param inputs LAS and LAZ files, at least one; they become one octree
 * @param output directory of the octree; made by the conversion, with its parents
 * @param scratch directory for temporary files; null for the output's parent
 * @param replace whether an existing output may be replaced
 * @param projection coordinate system to be written; null for what the files say
 * @param cancelled asked often; when it says true, the conversion stops
 */
public record ConversionRequest(
        List<Path> inputs,
        Path output,
        @Nullable Path scratch,
        boolean replace,
        @Nullable String projection,
        BooleanSupplier cancelled) {

    public ConversionRequest {
        inputs = List.copyOf(inputs);
        output = output.toAbsolutePath().normalize();
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a conversion needs at least one input");
        }
    }

    public static ConversionRequest of(Path output, Path... inputs) {
        return new ConversionRequest(List.of(inputs), output, null, false, null, () -> false);
    }

    public ConversionRequest withScratch(Path directory) {
        return new ConversionRequest(inputs, output, directory, replace, projection, cancelled);
    }

    public ConversionRequest replacing() {
        return new ConversionRequest(inputs, output, scratch, true, projection, cancelled);
    }

    public ConversionRequest withProjection(String name) {
        return new ConversionRequest(inputs, output, scratch, replace, name, cancelled);
    }

    public ConversionRequest cancelledBy(BooleanSupplier condition) {
        return new ConversionRequest(inputs, output, scratch, replace, projection, condition);
    }
}
