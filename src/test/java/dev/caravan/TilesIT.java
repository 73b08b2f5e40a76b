package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.support.Installation;
import dev.caravan.support.LasFiles;
import dev.caravan.support.LasTiles;
import dev.caravan.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files that become one octree, by the packaged service. */
class TilesIT {
    private static final int POINTS = 500;

    @TempDir
    Path directory;

    @Test
    void aDirectoryOfTilesIsOneOctreeAndOneMoreTileIsANewVersion() throws Exception {
        try (Installation caravan = of("directory").start()) {
            List<Path> tiles = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                tiles.add(tile(caravan, "area/" + i + ".las", i));
            }
            caravan.scan();
            caravan.awaitEnds(tiles);
            tiles.forEach(caravan::assertPublished);
            assertThat(points(caravan, tiles.get(0))).isEqualTo(4 * POINTS);
            assertThat(tiles)
                    .extracting(tile -> caravan.records().get(tile, "url"))
                    .containsOnly(url(caravan, "area"));
            assertThat(caravan.scan()).contains("\"unchanged\":1,");

            tiles.add(tile(caravan, "area/5.las", 5));
            caravan.scan();
            caravan.awaitEnds(tiles);
            tiles.forEach(caravan::assertPublished);
            assertThat(points(caravan, tiles.get(0))).isEqualTo(5 * POINTS);
            assertThat(dataset(caravan, "area"))
                    .containsEntry("members", "5")
                    .containsEntry("status", "COMPLETED")
                    .containsEntry("url", url(caravan, "area"));

            Path removed = tiles.remove(1);
            Files.delete(removed);
            caravan.scan();
            caravan.awaitEnds(tiles);
            assertThat(points(caravan, tiles.get(0))).isEqualTo(4 * POINTS);
            assertThat(caravan.records().get(removed, "removed_from")).isEqualTo("area");
        }
    }

    @Test
    void aBadTileFailsTheWholeDatasetByItsName() throws Exception {
        try (Installation caravan = of("directory").start()) {
            Path good = tile(caravan, "area/1.las", 1);
            Path bad = Files.writeString(good.resolveSibling("2.las"), "no LAS file at all");
            caravan.scan();
            caravan.awaitEnds(List.of(good, bad));

            assertThat(caravan.assertFailed(good)).contains(bad.toString());
            assertThat(dataset(caravan, "area"))
                    .containsEntry("status", "FAILED")
                    .hasEntrySatisfying("reason", reason -> assertThat(reason).contains(bad.toString()));
            tile(caravan, "area/2.las", 2);
            caravan.scan();
            caravan.awaitEnds(List.of(good, bad));
            caravan.assertPublished(bad);
        }
    }

    @Test
    void aManifestWithAMissingTileFailsByNameAndIsTakenWhenTheTileIsThere() throws Exception {
        try (Installation caravan = of("manifest").start()) {
            Path one = tile(caravan, "tiles/1.las", 1);
            Path manifest = Files.writeString(
                    caravan.source().resolve("area.metacloud"),
                    "POINTS_FILES\n./tiles/1.las\n./tiles/2.las\n\nMETACLOUD_ATTRIBUTES\ncreator \"Ada\"\n");
            assertThat(caravan.scan()).contains("\"failed\":1,").contains(manifest.toString());
            assertThat(caravan.assertFailed(manifest))
                    .isEqualTo("manifest '" + manifest + "': line 3: './tiles/2.las' does not exist, or no longer");

            Path two = tile(caravan, "tiles/2.las", 2);
            caravan.scan();
            caravan.awaitEnds(List.of(manifest, one, two));
            caravan.assertPublished(manifest);
            assertThat(points(caravan, manifest)).isEqualTo(2 * POINTS);
        }
    }

    @Test
    void aDatasetWaitsForItsDoneFile() throws Exception {
        try (Installation caravan = of("directory")
                .with("caravan.scan.sources[0].complete.done-file", "*.done")
                .start()) {
            Path tile = tile(caravan, "area/1.las", 1);
            assertThat(caravan.scan()).contains("\"waiting\":1,");
            assertThat(dataset(caravan, "area")).containsEntry("waiting_reason", "no *.done yet");

            Files.createFile(tile.resolveSibling("all.done"));
            caravan.scan();
            caravan.awaitEnds(List.of(tile));
            caravan.assertPublished(tile);
        }
    }

    @Test
    void aRealCloudInTilesIsOneOctreeOfAllItsPoints() throws Exception {
        Path cloud = RealData.directory().resolve("good/PDAL.PDAL__las_autzen_trim.las");
        try (Installation caravan = of("directory").start()) {
            Path area = Files.createDirectory(caravan.source().resolve("autzen"));
            List<Path> tiles = LasTiles.of(cloud, 4, area);
            caravan.scan();
            caravan.awaitEnds(tiles);
            tiles.forEach(caravan::assertPublished);
            assertThat(points(caravan, tiles.get(0))).isEqualTo(110_000);
        }
    }

    private Installation of(String unit) throws IOException {
        return Installation.in(directory).with("caravan.scan.sources[0].unit", unit);
    }

    private static Path tile(Installation caravan, String name, int seed) throws IOException {
        Path tile = caravan.source().resolve(name);
        Files.createDirectories(tile.getParent());
        return LasFiles.aLasFile().withSeed(seed).withRandomPoints(POINTS).writeTo(tile);
    }

    private static Map<String, String> dataset(Installation caravan, String key) {
        return caravan.records().redis().<String, String>opsForHash().entries("dataset:" + key);
    }

    private static String url(Installation caravan, String key) {
        return dataset(caravan, key).get("url");
    }

    private static long points(Installation caravan, Path file) throws IOException {
        String metadata = caravan.fetch(caravan.records().get(file, "url")).body();
        return new ObjectMapper().readTree(metadata).get("points").asLong();
    }
}
