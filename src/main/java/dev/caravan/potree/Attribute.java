package dev.caravan.potree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a point carries, in the order of metadata.json.
 *
 * @param size bytes: {@code numElements * elementSize}
 * @param histogram how often each of 256 values occurs; only for classification
 * @param min one number an element: of the stored values, or of the world coordinates for `position`
 */
public record Attribute(
        String name,
        String description,
        int size,
        int numElements,
        int elementSize,
        AttributeType type,
        long @Nullable [] histogram,
        double @Nullable [] min,
        double @Nullable [] max,
        double @Nullable [] scale,
        double @Nullable [] offset) {
    public static final String POSITION = "position";
    public static final String RGB = "rgb";

    /** An attribute whose minima and maxima are not known yet. */
    public static Attribute of(String name, String description, AttributeType type, int elements) {
        double[] ones = new double[elements];
        Arrays.fill(ones, 1);
        return new Attribute(
                name,
                description,
                elements * type.size(),
                elements,
                type.size(),
                type,
                null,
                null,
                null,
                ones,
                new double[elements]);
    }

    public Attribute scaled(double[] newScale, double[] newOffset) {
        return new Attribute(
                name, description, size, numElements, elementSize, type, histogram, min, max, newScale, newOffset);
    }

    public Attribute ranging(double[] newMin, double[] newMax, long @Nullable [] newHistogram) {
        return new Attribute(
                name, description, size, numElements, elementSize, type, newHistogram, newMin, newMax, scale, offset);
    }
}
