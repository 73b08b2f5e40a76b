package dev.caravan.support;

import dev.caravan.zarr.ZarrSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A command that behaves as `eopf-geozarr convert` does, for products like {@link ZarrSample}: its arguments, its words, its exit codes.
 * Groups that are not there are skipped, as since its release 0.5; with `--strict` they are an error, as before.
 */
public final class PosedGeoZarr {
    private static final String SCRIPT = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$@" >> "$here/runs"
            if [ "$1" != convert ] || [ "$4" != --groups ]; then
              echo "usage: eopf-geozarr [-h] {convert,info,validate} ..."
              exit 2
            fi
            input=$2
            output=$3
            shift 4
            case $input in
              http*) ;;
              *) [ -e "$input" ] || { echo "[info     ] Error: Input path does not exist input_path=$input"; exit 1; } ;;
            esac
            echo "Loading EOPF dataset..."
            for group; do
              case $group in
                --break) echo "❌ Error during conversion: the disk has a hiccup"; exit 1 ;;
                --nothing) exit 0 ;;
                --strict) strict=yes ;;
                --*) ;;
                *) [ -d "$here/sample$group" ] || missing="$missing $group" ;;
              esac
            done
            for group in $missing; do
              [ -z "$strict" ] || { echo "❌ Error during conversion: 'Could not find node at ${group##*/}'"; exit 1; }
              echo "[info     ] Skipping group $group - not found in DataTree"
            done
            cp -r "$here/sample" "$output"
            echo "✅ Successfully converted EOPF dataset to GeoZarr format"
            """;

    private final Path directory;

    public PosedGeoZarr(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        ZarrSample.GEOZARR.in(directory.resolve("sample"));
        Files.writeString(command(), SCRIPT);
        Files.setPosixFilePermissions(command(), PosixFilePermissions.fromString("rwx------"));
    }

    public Path command() {
        return directory.resolve("eopf-geozarr");
    }

    /** The arguments of each run, one a line. */
    public Path runs() {
        return directory.resolve("runs");
    }
}
