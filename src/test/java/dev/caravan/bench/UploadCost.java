package dev.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run took.
 *
 * @param wall seconds
 * @param processor seconds, in user and system mode
 * @param megabytes largest resident memory
 */
record UploadCost(double wall, double processor, long megabytes) {
    /** Begins the line of a program that says itself what a part of its run took, in the form of `/usr/bin/time`. */
    static final String MEASURED = "measured:";

    static UploadCost of(List<String> command, Path log) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", log + ".time"));
        timed.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(log.toFile());
        // A bundle of certificates is of no use here, and rclone does not begin when there is one.
        builder.environment().remove("AWS_CA_BUNDLE");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        settle();
        if (builder.start().waitFor() != 0) {
            throw new IOException(command.get(0) + " failed: " + Files.readString(log));
        }
        String whole = Files.readString(Path.of(log + ".time"));
        String own = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(MEASURED))
                .map(line -> line.substring(MEASURED.length()))
                .findFirst()
                .orElse(whole);
        String[] numbers = own.strip().split(" ");
        return new UploadCost(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]),
                Long.parseLong(numbers[3]) / 1024);
    }

    /** Waits until the disk has what was written before, or the next program would be slowed down by the last one. */
    static void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }

    /** Medians of the times, in brackets the best and the worst, and the largest memory of all. */
    static String said(List<UploadCost> all) {
        double[] walls = all.stream().mapToDouble(UploadCost::wall).sorted().toArray();
        double[] processors =
                all.stream().mapToDouble(UploadCost::processor).sorted().toArray();
        return "%6.2f s (%.2f to %.2f), processor %6.2f s, %4d MB"
                .formatted(
                        walls[walls.length / 2],
                        walls[0],
                        walls[walls.length - 1],
                        processors[processors.length / 2],
                        all.stream().mapToLong(UploadCost::megabytes).max().orElseThrow());
    }
}
