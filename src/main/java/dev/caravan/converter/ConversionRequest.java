package dev.caravan.converter;

import dev.caravan.potree.Encoding;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be converted, and how.
 *
 * @param inputs LAS and LAZ files, at least one; they become one octree
 * @param output directory of the octree; made by the conversion, with its parents
 * @param replace whether an existing output may be replaced
 * @param projection coordinate system to be written; null for what the files say
 * @param attributes names of those to be kept besides the position, in this order; empty for all
 * @param cancelled asked often, by several threads; when it says true, the conversion stops
 */
public record ConversionRequest(
        List<Path> inputs,
        Path output,
        boolean replace,
        @Nullable String projection,
        Encoding encoding,
        SamplingMethod sampling,
        List<String> attributes,
        Resources resources,
        BooleanSupplier cancelled) {

    public ConversionRequest {
        inputs = List.copyOf(inputs);
        attributes = List.copyOf(attributes);
        output = output.toAbsolutePath().normalize();
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a conversion needs at least one input");
        }
    }

    public static ConversionRequest of(Path output, Path... inputs) {
        return of(output, List.of(inputs));
    }

    public static ConversionRequest of(Path output, List<Path> inputs) {
        return new ConversionRequest(
                inputs,
                output,
                false,
                null,
                Encoding.DEFAULT,
                SamplingMethod.POISSON,
                List.of(),
                Resources.ofMachine(),
                () -> false);
    }

    public ConversionRequest writingTo(Path directory) {
        return new ConversionRequest(
                inputs, directory, replace, projection, encoding, sampling, attributes, resources, cancelled);
    }

    public ConversionRequest replacing(boolean allowed) {
        return new ConversionRequest(
                inputs, output, allowed, projection, encoding, sampling, attributes, resources, cancelled);
    }

    public ConversionRequest withProjection(@Nullable String name) {
        return new ConversionRequest(
                inputs, output, replace, name, encoding, sampling, attributes, resources, cancelled);
    }

    public ConversionRequest encodedAs(Encoding wanted) {
        return new ConversionRequest(
                inputs, output, replace, projection, wanted, sampling, attributes, resources, cancelled);
    }

    public ConversionRequest sampledBy(SamplingMethod method) {
        return new ConversionRequest(
                inputs, output, replace, projection, encoding, method, attributes, resources, cancelled);
    }

    public ConversionRequest withAttributes(List<String> names) {
        return new ConversionRequest(
                inputs, output, replace, projection, encoding, sampling, names, resources, cancelled);
    }

    public ConversionRequest with(Resources granted) {
        return new ConversionRequest(
                inputs, output, replace, projection, encoding, sampling, attributes, granted, cancelled);
    }

    public ConversionRequest withScratch(Path directory) {
        return with(resources.withScratch(directory));
    }

    public ConversionRequest cancelledBy(BooleanSupplier condition) {
        return new ConversionRequest(
                inputs, output, replace, projection, encoding, sampling, attributes, resources, condition);
    }
}
