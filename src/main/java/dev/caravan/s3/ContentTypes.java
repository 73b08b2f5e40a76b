package dev.caravan.s3;

import java.net.URLConnection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content types by the extension of a file's name. */
public final class ContentTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BUILT_IN = Map.of(
            "json", "application/json",
            "bin", "application/octet-stream",
            "geojson", "application/geo+json",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "log", "text/plain; charset=utf-8");

    private final Map<String, String> byExtension = new HashMap<>(BUILT_IN);

    /** @param configured by lower-case extension; wins over what is built in */
    public ContentTypes(Map<String, String> configured) {
        byExtension.putAll(configured);
    }

    public String of(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        @Nullable String known = byExtension.get(extension);
        if (known == null) {
            known = URLConnection.getFileNameMap().getContentTypeFor("x." + extension);
        }
        return known == null ? UNKNOWN : known;
    }
}
