package dev.caravan.geozarr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every runner is given, and all that it gives: a store is read, another one is there afterwards.
 *
 * @param input address or absolute path of the product's store
 * @param output directory that the runner makes; the one above it is there, and is the attempt's own
 * @param groups that are wanted, absolute
 */
public record StoreConversion(String input, Path output, List<String> groups) {

    public StoreConversion {
        if (input.isBlank() || !output.isAbsolute() || groups.isEmpty()) {
            throw new IllegalArgumentException("a conversion of '" + input + "' into '" + output + "' of the groups "
                    + groups + "; expected are a store, an absolute path, and one group or more");
        }
        groups = List.copyOf(groups);
    }

    /** Of a product whose store is known, within the directory of an attempt. */
    public static StoreConversion of(GeoZarr geoZarr, Path attempt) {
        return new StoreConversion(geoZarr.requireProduct().store(), GeoZarr.Result.store(attempt), geoZarr.groups());
    }

    /** As `eopf-geozarr` takes it: input and output by position, then the groups. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("convert", input, output.toString(), "--groups"));
        arguments.addAll(groups);
        return arguments;
    }
}
