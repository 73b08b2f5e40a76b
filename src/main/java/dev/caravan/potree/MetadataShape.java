package dev.caravan.potree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of a metadata.json that is JSON, but cannot be shown. */
final class MetadataShape {
    private static final int POSITION_SIZE = 12;

    private MetadataShape() {}

    /** @return the first fault in words; null when there is none */
    @SuppressWarnings("ConstantConditions") // JSON may leave out anything
    static @Nullable String fault(@Nullable Metadata metadata) {
        if (metadata == null) {
            return "it is null";
        }
        if (metadata.hierarchy() == null || metadata.boundingBox() == null || metadata.attributes() == null) {
            return "hierarchy, boundingBox or attributes is missing";
        }
        if (!three(metadata.offset()) || !three(metadata.scale())) {
            return "offset or scale is not three numbers";
        }
        if (!three(metadata.boundingBox().min())
                || !three(metadata.boundingBox().max())) {
            return "boundingBox.min or .max is not three numbers";
        }
        for (int axis = 0; axis < 3; axis++) {
            if (!(metadata.scale()[axis] > 0)
                    || !(metadata.boundingBox().max()[axis]
                            >= metadata.boundingBox().min()[axis])) {
                return "scale or boundingBox cannot be right on axis " + "xyz".charAt(axis);
            }
        }
        return metadata.spacing() > 0 && Double.isFinite(metadata.spacing())
                ? null
                : "spacing is " + metadata.spacing() + ", expected a positive number";
    }

    private static boolean three(double @Nullable [] numbers) {
        if (numbers == null || numbers.length != 3) {
            return false;
        }
        return Double.isFinite(numbers[0]) && Double.isFinite(numbers[1]) && Double.isFinite(numbers[2]);
    }

    static @Nullable String attributeFault(List<Attribute> attributes) {
        Set<String> names = new HashSet<>();
        for (Attribute attribute : attributes) {
            String fault = attribute == null ? "an attribute is null" : attributeFault(attribute);
            if (fault != null) {
                return fault;
            }
            if (!names.add(attribute.name())) {
                return "'" + attribute.name() + "' is there twice";
            }
        }
        boolean positionFirst = !attributes.isEmpty()
                && attributes.get(0).name().equals(Attribute.POSITION)
                && attributes.get(0).size() == POSITION_SIZE
                && attributes.get(0).type() == AttributeType.INT32;
        return positionFirst ? null : "the first attribute is not 'position' of three int32";
    }

    @SuppressWarnings("ConstantConditions") // JSON may leave out anything
    private static @Nullable String attributeFault(Attribute attribute) {
        if (attribute.name() == null || attribute.type() == null) {
            return "an attribute has no name or no type";
        }
        boolean agrees = attribute.elementSize() == attribute.type().size()
                && attribute.numElements() >= 1
                && attribute.numElements() <= 1000
                && attribute.size() == attribute.numElements() * attribute.elementSize();
        return agrees
                ? null
                : "'" + attribute.name() + "' has size " + attribute.size() + ", " + attribute.numElements()
                        + " elements of size " + attribute.elementSize() + " and type "
                        + attribute.type().json();
    }
}
