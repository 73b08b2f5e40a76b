package dev.caravan.stage.convert;

import dev.caravan.converter.SamplingMethod;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.manifest.Manifest;
import dev.caravan.potree.Encoding;
import dev.caravan.setting.InvalidSettingException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * `caravan.convert.builtin`: the converter of this project.
 *
 * @param encoding of the octrees
 * @param method by which coarser levels choose their points
 * @param threads of a conversion; 0 for one each processor
 * @param childFrom points from which a dataset is converted in a Java of its own
 * @param memory heap of such a Java; 0 for what its input needs
 */
public record BuiltInSettings(
        @DefaultValue("default") Encoding encoding,
        @DefaultValue("poisson") SamplingMethod method,
        @DefaultValue("0") int threads,
        @DefaultValue("1000000") long childFrom,
        @DefaultValue("0MB") DataSize memory) {

    private static final String NAME = "caravan";
    private static final DataSize LEAST = DataSize.ofMegabytes(32);

    public BuiltInSettings {
        if (threads < 0 || threads > 1024) {
            throw new InvalidSettingException("caravan.convert.builtin.threads", threads, "a number from 0 to 1024");
        }
        if (childFrom < 0) {
            throw new InvalidSettingException(
                    "caravan.convert.builtin.child-from", childFrom, "a number of points, 0 for always");
        }
        if (!memory.equals(DataSize.ofBytes(0)) && memory.compareTo(LEAST) < 0) {
            throw new InvalidSettingException(
                    "caravan.convert.builtin.memory", memory, "0MB for what the input needs, or at least 32MB");
        }
    }

    /** What makes the octrees now, as their manifests name it. Threads and memory change no byte of them. */
    Manifest.Producer producer() {
        String version =
                Objects.requireNonNullElse(BuiltInSettings.class.getPackage().getImplementationVersion(), "");
        return new Manifest.Producer(
                NAME,
                version,
                Map.of(
                        "encoding", encoding.name(),
                        "method", method.name().toLowerCase(Locale.ROOT),
                        "output", Integer.toString(BuiltInConverter.OUTPUT_VERSION)));
    }

    int threadsOrAll() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
