package dev.caravan.fuzz;

import static dev.caravan.support.LasFiles.aLasFile;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.NumberType;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.support.LasFiles;
import dev.caravan.support.RealData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files that cases are made of. A case's number means something only together with its corpus. */
enum Corpus {
    /** LAS of all point formats, written by the tests. */
    LAS {
        @Override
        List<byte[]> files(Path directory) throws IOException {
            return written(directory.resolve("corpus.las"));
        }
    },
    /** The same in files named `.laz`: compressed as soon as the tests' writer goes by the name. */
    LAZ {
        @Override
        List<byte[]> files(Path directory) throws IOException {
            return written(directory.resolve("corpus.laz"));
        }
    },
    /** Those in the directory that the property `fuzz.files` names, sorted by name. */
    FILES {
        @Override
        List<byte[]> files(Path directory) throws IOException {
            List<byte[]> files = new ArrayList<>();
            try (Stream<Path> entries = Files.list(Path.of(System.getProperty("fuzz.files", ".")))) {
                for (Path file : entries.sorted().toList()) {
                    files.add(Files.readAllBytes(file));
                }
            }
            return files;
        }
    },
    /** Real LAZ files, cut down to fifty points by their headers, and real LAS files. */
    REAL {
        @Override
        List<byte[]> files(Path directory) throws IOException {
            List<byte[]> files = new ArrayList<>();
            for (String kind : List.of("good", "bad")) {
                for (Path file : RealData.files(kind)) {
                    if (Files.size(file) < MOST_BYTES) {
                        byte[] bytes = Files.readAllBytes(file);
                        files.add(bytes);
                        if (file.toString().endsWith(".laz")) {
                            files.add(shortened(bytes));
                        }
                    }
                }
            }
            return files;
        }
    };

    private static final int MOST_BYTES = 60_000;
    private static final int FEW = 50;

    /** @param directory for temporary files */
    abstract List<byte[]> files(Path directory) throws IOException;

    static Corpus named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static List<byte[]> written(Path file) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int format = 0; format <= 10; format++) {
            LasFiles plain =
                    aLasFile().version(format % 4 + (format > 3 ? 1 : 0)).pointFormat(format);
            files.add(bytes(plain.withSeed(format).withRandomPoints(15 + 4 * format), file));
            files.add(bytes(rich(format), file));
        }
        files.add(withEvlr(bytes(rich(7), file)));
        byte[] newest = bytes(rich(10), file);
        newest[25] = 5;
        files.add(newest);
        files.add(bytes(aLasFile().pointFormat(2).withSeed(5).withRandomPoints(400), file));
        files.add(bytes(equal(), file));
        return files;
    }

    private static LasFiles rich(int format) {
        LasFiles las = aLasFile()
                .version(4)
                .pointFormat(format)
                .withSeed(100 + format)
                .withExtraBytes("height", NumberType.FLOAT)
                .withExtraBytes("time", 7 + format % 2, 0, 1, 0)
                .withExtraBytes("range", 13, 24, 0.5, 10)
                .withUndescribedBytes(format % 3)
                .withVlr("LASF_Projection", 34735, new byte[40])
                .withVlr("LASF_Projection", 2112, "PROJCS[\"somewhere\"]".getBytes(StandardCharsets.UTF_8));
        return las.withRandomPoints(10 + 3 * format);
    }

    private static LasFiles equal() {
        LasFiles las = aLasFile().pointFormat(0);
        for (int i = 0; i < 30; i++) {
            las.withPoint(7, 7, 7);
        }
        return las;
    }

    private static byte[] bytes(LasFiles las, Path file) throws IOException {
        return Files.readAllBytes(las.writeTo(file));
    }

    private static byte[] withEvlr(byte[] las) {
        byte[] evlr = new RawVlr(
                        0, "LASF_Projection", 2112, "", "GEOGCS[\"elsewhere\"]".getBytes(StandardCharsets.UTF_8))
                .toExtendedBytes();
        byte[] both = Arrays.copyOf(las, las.length + evlr.length);
        System.arraycopy(evlr, 0, both, las.length, evlr.length);
        LittleEndian.putLong(both, 235, las.length);
        LittleEndian.putInt(both, 243, 1);
        return both;
    }

    private static byte[] shortened(byte[] laz) {
        byte[] few = laz.clone();
        LittleEndian.putInt(few, 107, (int) Math.min(FEW, LittleEndian.unsignedInt(few, 107)));
        if (few[25] >= 4) {
            LittleEndian.putLong(few, 247, Math.min(FEW, LittleEndian.signedLong(few, 247)));
        }
        return few;
    }
}
