package dev.caravan.stage.convert;

import dev.caravan.converter.SamplingMethod;
import dev.caravan.potree.Encoding;
import dev.caravan.setting.InvalidSettingException;
import java.lang.management.ManagementFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * `caravan.convert.builtin`: the converter of this project.
 *
 * @param encoding of the octrees
 * @param method by which coarser levels choose their points
 * @param threads of a conversion; 0 for one each processor
 * @param childFrom points from which a dataset is converted in a Java of its own
 * @param memory heap of such a Java; 0 for half of what the machine or the container has, shared by the workers
 */
public record BuiltInSettings(
        @DefaultValue("default") Encoding encoding,
        @DefaultValue("poisson") SamplingMethod method,
        @DefaultValue("0") int threads,
        @DefaultValue("1000000") long childFrom,
        @DefaultValue("0MB") DataSize memory) {

    private static final DataSize LEAST = DataSize.ofMegabytes(32);
    /** A budget beyond it brings nothing: what does not fit is spilt. */
    private static final long MOST_BY_ITSELF = 8L << 30;

    private static final long LEAST_BY_ITSELF = 256L << 20;

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
                    "caravan.convert.builtin.memory", memory, "0MB for a share of what there is, or at least 32MB");
        }
    }

    int threadsOrAll() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** @return bytes of heap for one child, of as many at once as there are workers */
    long heap(int workers) {
        if (memory.toBytes() > 0) {
            return memory.toBytes();
        }
        long share = physicalMemory() / 2 / workers;
        return Math.max(LEAST_BY_ITSELF, Math.min(MOST_BY_ITSELF, share));
    }

    /** Of the container, when this is one. */
    private static long physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory() * 4;
    }
}
