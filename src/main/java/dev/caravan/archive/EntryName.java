package dev.caravan.archive;

import java.nio.file.Path;
import java.util.Arrays;

/** Names that lead nowhere but into the directory that an archive is unpacked to. */
final class EntryName {

    private EntryName() {}

    /**
     * The name without a slash at its end.
     *
     * @param top with which it has to begin
     * @throws DamagedArchiveException when it leads elsewhere
     */
    static String require(String name, String top) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean proper = Arrays.stream(plain.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!proper || plain.indexOf('\0') >= 0 || !(plain.equals(top) || plain.startsWith(top + "/"))) {
            throw new DamagedArchiveException("the archive has the name '" + name + "'; allowed are names below '" + top
                    + "' without empty names, '.' and '..'");
        }
        return plain;
    }

    /**
     * Whether a symbolic link leads to somewhere below the top, whatever other such links there are: `..` stands only at its beginning, where
     * the directories are real ones, and not so often that it leaves.
     *
     * @param name of the link, as {@link #require} gives it
     * @param target what the link says
     */
    static boolean staysBelow(String name, String target) {
        if (!name.contains("/") || target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
            return false;
        }
        int depth = Path.of(name).getNameCount() - 2;
        boolean down = false;
        for (String part : target.split("/", -1)) {
            if (part.equals("..")) {
                depth--;
                if (down || depth < 0) {
                    return false;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                down = true;
            }
        }
        return true;
    }
}
