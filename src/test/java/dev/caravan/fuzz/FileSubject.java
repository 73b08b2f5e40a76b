package dev.caravan.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The converter and the reader below it, given mutated LAS and LAZ files; by one thread and by two in turn. */
final class FileSubject implements Subject {
    private final List<byte[]> files;
    private final long seed;
    private final ConverterOracle oracle;

    FileSubject(Corpus corpus, long seed, Path scratch, Set<String> mayBeLost) throws IOException {
        this.files = corpus.files(scratch);
        this.seed = seed;
        this.oracle = new ConverterOracle(scratch.resolve("run"), mayBeLost);
    }

    private byte[] make(long number) {
        return Mutator.mutate(files, new SplittableRandom(seed * 1_000_003 + number));
    }

    @Override
    public Verdict judge(long number) throws IOException {
        return oracle.judge(make(number), 1 + (int) (number % 2));
    }

    @Override
    public void save(long number, Path place) throws IOException {
        Files.write(place.resolveSibling(place.getFileName() + ".las"), make(number));
    }
}
