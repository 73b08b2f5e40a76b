package dev.caravan.remote;

import dev.caravan.converter.BadInputException;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What may be read on somebody's request: addresses that begin as one of a list, and what lies below one of some directories. Anything
 * else is refused, or the service would fetch for whoever asks what only the service can reach.
 */
public final class AllowedSources {
    private static final Pattern WEB = Pattern.compile("(?i)https?://.*");

    private final String key;
    private final List<String> texts;
    private final List<Predicate<URI>> addresses = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();

    /**
     * A list as it is configured.
     *
     * @param key of the setting, for messages
     * @param texts absolute directories, and addresses such as `https://data.example.org/zarr` or `https://*.example.org`
     * @throws InvalidSettingException naming the one that is neither
     */
    public AllowedSources(String key, List<String> texts) {
        this.key = key;
        this.texts = List.copyOf(texts);
        for (String text : texts) {
            if (WEB.matcher(text).matches()) {
                addresses.add(AddressRule.of(key, text)::allows);
            } else {
                directories.add(directory(key, text));
            }
        }
    }

    private AllowedSources() {
        this.key = "";
        this.texts = List.of();
        addresses.add(address -> true);
        directories.add(Path.of("/"));
    }

    /** Whatever there is, for somebody who asks for himself, on his own machine. */
    public static AllowedSources everything() {
        return new AllowedSources();
    }

    /** Whether a text is an address, and no path. */
    public static boolean isAddress(String text) {
        return WEB.matcher(text).matches();
    }

    /**
     * An address that may be asked.
     *
     * @throws BadInputException it is none, says who asks, or nothing allows it
     */
    public URI address(String text) {
        URI address = parse(text);
        requirePlain(text, address);
        if (addresses.stream().noneMatch(rule -> rule.test(address))) {
            throw refused(text);
        }
        return address;
    }

    /**
     * A path as it is, without links.
     *
     * @throws BadInputException it is not absolute, is not there, or lies in none of the directories
     */
    public Path path(String text) throws IOException {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + text.replace('\0', '\uFFFD') + "' is no path", e);
        }
        if (!path.isAbsolute() || !path.equals(path.normalize())) {
            throw new BadInputException(
                    "'" + text + "' is neither an address (https://…) nor an absolute path without '.' and '..'");
        }
        if (directories.stream().noneMatch(path::startsWith)) {
            throw refused(text);
        }
        return real(path);
    }

    private Path real(Path path) throws IOException {
        if (!path.toFile().exists()) {
            throw new BadInputException("'" + path + "' is not there");
        }
        Path real = path.toRealPath();
        for (Path directory : directories) {
            if (directory.toFile().exists() && real.startsWith(directory.toRealPath())) {
                return real;
            }
        }
        throw new BadInputException("'" + path + "' is a link to a place outside of the directories in " + key);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new BadInputException("the address is malformed at character " + e.getIndex() + ": " + e.getReason());
        }
    }

    private static void requirePlain(String text, URI address) {
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new BadInputException("the address " + Addresses.shown(address)
                    + " has a user, a query or a fragment; none of them is allowed, as addresses are shown and logged");
        }
        if (address.getHost() == null || !WEB.matcher(text).matches()) {
            throw new BadInputException("'" + Addresses.shown(address) + "' is no address such as https://host/path");
        }
        if (!address.normalize().equals(address)) {
            throw new BadInputException(
                    "the address " + address + " has '.', '..' or an empty name in its path, which is not allowed");
        }
    }

    private BadInputException refused(String text) {
        return new BadInputException("'" + text + "' may not be read: " + key + " allows "
                + (texts.isEmpty() ? "nothing; list there what may be read" : texts));
    }

    private static Path directory(String key, String text) {
        try {
            Path directory = Path.of(text);
            if (directory.isAbsolute()) {
                return directory.normalize();
            }
        } catch (InvalidPathException e) {
            // Refused below, as anything else that is no directory.
        }
        throw new InvalidSettingException(key, text, AddressRule.ALLOWED);
    }
}
