package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import java.util.Arrays;

/**
 * The shape of an array.
 *
 * @param shape its length in each dimension
 * @param chunks the length of a chunk, or of a shard, in each dimension
 * @param type as the metadata names it
 */
public record ZarrArray(String path, long[] shape, long[] chunks, String type) {

    /** @throws BadInputException the metadata is not that of an array; the message names it */
    public static ZarrArray of(ZarrNode node, int format) {
        JsonNode metadata = node.metadata();
        boolean two = format == 2;
        JsonNode type = metadata.path(two ? "dtype" : "data_type");
        require(!type.isMissingNode() && !type.isNull(), node, "it has no " + (two ? "dtype" : "data_type"));
        require(metadata.has("fill_value"), node, "it has no fill_value");
        require(two || metadata.path("codecs").size() > 0, node, "it has no codecs");
        JsonNode chunks = two
                ? metadata.path("chunks")
                : metadata.path("chunk_grid").path("configuration").path("chunk_shape");
        ZarrArray array = new ZarrArray(
                node.path(),
                lengths(node, "shape", metadata.path("shape"), 0),
                lengths(node, "chunks", chunks, 1),
                type.isTextual() ? type.textValue() : type.toString());
        require(
                array.shape.length == array.chunks.length,
                node,
                "its shape has " + array.shape.length + " dimensions, its chunks have " + array.chunks.length);
        return array;
    }

    /** How many there are at most; {@link Long#MAX_VALUE} when a long cannot say it. */
    public long chunkCount() {
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            long along = shape[i] / chunks[i] + (shape[i] % chunks[i] == 0 ? 0 : 1);
            if (along != 0 && count > Long.MAX_VALUE / along) {
                return Long.MAX_VALUE;
            }
            count *= along;
        }
        return count;
    }

    private static long[] lengths(ZarrNode node, String what, JsonNode lengths, long least) {
        require(lengths.isArray(), node, "its " + what + " is no list");
        long[] all = new long[lengths.size()];
        for (int i = 0; i < all.length; i++) {
            JsonNode length = lengths.get(i);
            require(
                    length.canConvertToLong() && length.isIntegralNumber() && length.longValue() >= least,
                    node,
                    "its " + what + " has " + length);
            all[i] = length.longValue();
        }
        return all;
    }

    private static void require(boolean right, ZarrNode node, String wrong) {
        if (!right) {
            throw new BadInputException("the metadata of the array '" + node.path() + "' is malformed: " + wrong);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZarrArray array
                && path.equals(array.path)
                && type.equals(array.type)
                && Arrays.equals(shape, array.shape)
                && Arrays.equals(chunks, array.chunks);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path + " " + type + Arrays.toString(shape) + " in chunks of " + Arrays.toString(chunks);
    }
}
