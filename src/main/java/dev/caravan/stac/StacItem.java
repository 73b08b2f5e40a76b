package dev.caravan.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product, as a catalogue describes it (STAC 1.0 and 1.1).
 *
 * @param place what people call the document
 * @param datetime when it was taken, as the item writes it: a time, or `start/end`; '' when it does not say
 * @param bbox west, south, east, north, or six numbers with heights; empty when it does not say
 */
public record StacItem(String place, String id, String datetime, List<Double> bbox, List<StacAsset> assets) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_NAMED = 20;

    public StacItem {
        bbox = List.copyOf(bbox);
        assets = List.copyOf(assets);
    }

    /** Whether a document may be an item, and so has to be a right one; empty when it is something else, or no JSON. */
    static Optional<JsonNode> tree(byte[] document) {
        try {
            JsonNode tree = JSON.readTree(document);
            return Optional.ofNullable(tree).filter(json -> json.has("stac_version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a document.
     *
     * @throws BadInputException it is no item; the message says what is wrong
     */
    public static StacItem read(byte[] document, String place) {
        JsonNode tree;
        try {
            tree = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new BadInputException(place + " is no STAC item: it is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInputException(place + " is no STAC item: it is no text", e);
        }
        return of(tree, place);
    }

    static StacItem of(JsonNode tree, String place) {
        require(tree.has("stac_version"), place, "it has no 'stac_version'");
        require(
                tree.path("type").asText().equals("Feature"),
                place,
                "its type is " + tree.path("type") + ", expected is \"Feature\"");
        require(!tree.path("id").asText().isBlank(), place, "it has no 'id'");
        require(tree.path("assets").isObject(), place, "it has no object 'assets'");
        return new StacItem(
                place,
                tree.path("id").asText(),
                datetime(tree.path("properties")),
                bbox(tree.path("bbox"), place),
                assets(tree.path("assets"), place));
    }

    /**
     * The asset that is a Zarr store.
     *
     * @param key of the asset; when the item has none of this key, the only one with data is taken
     * @throws BadInputException there is none, or nobody can tell which of several
     */
    public StacAsset zarr(String key) {
        List<StacAsset> stores = assets.stream().filter(StacAsset::isZarr).toList();
        Optional<StacAsset> named =
                assets.stream().filter(asset -> asset.key().equals(key)).findFirst();
        if (named.isPresent()) {
            if (!named.get().isZarr()) {
                throw new BadInputException(place + ": the asset '" + key + "' has the media type '"
                        + named.get().type() + "', which is not that of a Zarr store" + said(stores));
            }
            return named.get();
        }
        List<StacAsset> data = stores.stream().filter(StacAsset::isData).toList();
        if (data.size() == 1) {
            return data.get(0);
        }
        throw new BadInputException(place + ": the item '" + id + "' has no asset '" + key + "', and "
                + (data.isEmpty() ? "none that is a Zarr store with data" : "several that are Zarr stores with data")
                + said(stores.isEmpty() ? assets : stores));
    }

    private static String said(List<StacAsset> assets) {
        List<String> keys =
                assets.stream().map(StacAsset::key).limit(MOST_NAMED).toList();
        return keys.isEmpty() ? "; it has no assets at all" : "; there are the assets " + keys;
    }

    private static String datetime(JsonNode properties) {
        String time = text(properties.path("datetime"));
        String start = text(properties.path("start_datetime"));
        return time.isEmpty() && !start.isEmpty() ? start + "/" + text(properties.path("end_datetime")) : time;
    }

    private static List<Double> bbox(JsonNode bbox, String place) {
        if (bbox.isMissingNode() || bbox.isNull()) {
            return List.of();
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : bbox) {
            require(number.isNumber(), place, "its bbox has " + number + " among its numbers");
            numbers.add(number.asDouble());
        }
        require(numbers.size() == 4 || numbers.size() == 6, place, "its bbox has " + numbers.size() + " numbers");
        return numbers;
    }

    private static List<StacAsset> assets(JsonNode assets, String place) {
        List<StacAsset> all = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = assets.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> asset = each.next();
            String href = text(asset.getValue().path("href"));
            require(!href.isBlank(), place, "its asset '" + asset.getKey() + "' has no 'href'");
            List<String> roles = new ArrayList<>();
            asset.getValue().path("roles").forEach(role -> roles.add(role.asText()));
            all.add(new StacAsset(asset.getKey(), href, text(asset.getValue().path("type")), roles));
        }
        return all;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }

    private static void require(boolean right, String place, String wrong) {
        if (!right) {
            throw new BadInputException(place + " is no STAC item: " + wrong);
        }
    }
}
