package dev.caravan.stage.convert;

import dev.caravan.converter.Phase;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.las.LasFile;
import dev.caravan.las.LasHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the headers of a dataset's files say, in the order in which they are read. One that lies costs time, not memory. */
record Inputs(List<Input> files) {

    /**
     * One file.
     *
     * @param points that its header counts
     * @param recordLength bytes of a point
     */
    record Input(Path path, long points, int recordLength) {}

    Inputs {
        files = List.copyOf(files);
    }

    static Inputs of(Dataset dataset) throws IOException {
        List<Input> files = new ArrayList<>();
        for (SourceFile source : dataset.sources()) {
            LasHeader header = LasFile.open(source.path()).header();
            files.add(new Input(source.path(), header.points(), header.recordLength()));
        }
        return new Inputs(files);
    }

    long points() {
        long sum = 0;
        for (Input file : files) {
            // Headers of compressed files may claim any number.
            sum = file.points() < 0 || sum + file.points() < 0 ? Long.MAX_VALUE : sum + file.points();
        }
        return sum;
    }

    /** Of the longest. */
    int recordLength() {
        return files.stream().mapToInt(Input::recordLength).max().orElse(0);
    }

    /** The file that is in work when so many points of the phase are done; null when it is no single one. */
    @Nullable
    String inWork(String phase, long done) {
        if (files.size() == 1) {
            return files.get(0).path().toString();
        }
        boolean oneByOne = phase.equals(Phase.MEASURE.toString()) || phase.equals(Phase.DISTRIBUTE.toString());
        return oneByOne ? inWork(done) : null;
    }

    private String inWork(long done) {
        int index = 0;
        long before = files.get(0).points();
        while (index < files.size() - 1 && before <= done) {
            index++;
            before += files.get(index).points();
        }
        return "%s (%d of %d)".formatted(files.get(index).path(), index + 1, files.size());
    }
}
