package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counterpart of {@link Point14Decoder}, version 3. */
final class Point14Encoder extends LayeredItemEncoder {
    private static final int CHANNEL_CHANGED = 64;
    private static final int SOURCE_CHANGED = 32;
    private static final int TIME_CHANGED = 16;
    private static final int ANGLE_CHANGED = 8;
    private static final int RETURNS_CHANGED = 4;

    private final Point14EncoderLayers layers = Point14EncoderLayers.open();
    private final @Nullable Point14EncoderContext[] contexts = new Point14EncoderContext[LayeredItem.CONTEXTS];
    private Point14EncoderContext context;
    private int current;

    Point14Encoder(int offset, byte[] first) {
        super(offset);
        current = first[offset + 15] >>> 4 & 3;
        context = new Point14EncoderContext(layers, first, offset);
        contexts[current] = context;
    }

    @Override
    int encode(byte[] records, int at, int ignored) {
        int from = at + offset;
        int channel = records[from + 15] >>> 4 & 3;
        Point14EncoderContext before = context;
        Point14EncoderContext known = contexts[channel];
        int change = change(known == null ? before.last : known.last, records, from);
        encodeChange(change | (channel == current ? 0 : CHANNEL_CHANGED), channel);
        encodeReturns(change, records[from + 14]);
        encodeLayers(change, records, from);
        context.timeChanged = (change & TIME_CHANGED) != 0;
        System.arraycopy(records, from, context.last, 0, context.last.length);
        // What version 3 says to the other items: the channel when it has changed, otherwise channel 0.
        return context == before ? 0 : channel;
    }

    /** What differs from the last record of the same channel; in the two lowest bits how the return number does. */
    private static int change(byte[] last, byte[] records, int from) {
        int step = (records[from + 14] - last[14]) & 15;
        return (LittleEndian.signedShort(records, from + 20) != LittleEndian.signedShort(last, 20) ? SOURCE_CHANGED : 0)
                | (LittleEndian.signedLong(records, from + 22) != LittleEndian.signedLong(last, 22) ? TIME_CHANGED : 0)
                | (LittleEndian.signedShort(records, from + 18) != LittleEndian.signedShort(last, 18)
                        ? ANGLE_CHANGED
                        : 0)
                | ((records[from + 14] & 0xF0) != (last[14] & 0xF0) ? RETURNS_CHANGED : 0)
                | (step == 0 ? 0 : step == 1 ? 1 : step == 15 ? 2 : 3);
    }

    private void encodeChange(int change, int channel) {
        byte[] last = context.last;
        int returns = last[14] >>> 4 & 15;
        int number = last[14] & 15;
        int seen = (number == 1 ? 1 : 0) + (number >= returns ? 2 : 0) + (context.timeChanged ? 4 : 0);
        ArithmeticEncoder encoder = layers.returnsXy().encoder;
        encoder.symbol(context.changed.get(seen), change);
        if (channel != current) {
            encoder.symbol(context.scannerChannel, (channel - current - 1) & 3);
            switchContext(channel);
        }
    }

    private void switchContext(int channel) {
        Point14EncoderContext next = contexts[channel];
        if (next == null) {
            next = new Point14EncoderContext(layers, context.last, 0);
            contexts[channel] = next;
        }
        current = channel;
        context = next;
    }

    private void encodeReturns(int change, byte found) {
        ArithmeticEncoder encoder = layers.returnsXy().encoder;
        int lastReturns = context.last[14] >>> 4 & 15;
        int lastNumber = context.last[14] & 15;
        if ((change & RETURNS_CHANGED) != 0) {
            encoder.symbol(context.numberOfReturns.get(lastReturns), found >>> 4 & 15);
        }
        if ((change & 3) != 3) {
            return;
        }
        if ((change & TIME_CHANGED) != 0) {
            encoder.symbol(context.returnNumber.get(lastNumber), found & 15);
        } else {
            encoder.symbol(context.returnNumberSameTime, (found - lastNumber - 2) & 15);
        }
    }

    private void encodeLayers(int change, byte[] records, int from) {
        byte[] last = context.last;
        int returns = records[from + 14] >>> 4 & 15;
        int number = records[from + 14] & 15;
        int place = (number == 1 ? 2 : 0) + (number >= returns ? 1 : 0);
        int timeChanged = (change & TIME_CHANGED) != 0 ? 1 : 0;
        encodeXyz(records, from, returns, number, timeChanged);
        encodeClassification(last[16], records[from + 16], place);
        encodeFlags(last[15], records[from + 15]);
        encodeIntensity(LittleEndian.unsignedShort(records, from + 12), place, timeChanged);
        if ((change & ANGLE_CHANGED) != 0) {
            layers.scanAngle().require();
            context.scanAngle.encode(
                    LittleEndian.signedShort(last, 18), LittleEndian.signedShort(records, from + 18), timeChanged);
        }
        encodeUserData(last[17], records[from + 17]);
        if ((change & SOURCE_CHANGED) != 0) {
            layers.pointSource().require();
            context.pointSource.encode(
                    LittleEndian.unsignedShort(last, 20), LittleEndian.unsignedShort(records, from + 20), 0);
        }
        if (timeChanged == 1) {
            layers.gpsTime().require();
            context.times.encode(LittleEndian.signedLong(records, from + 22));
        }
    }

    private void encodeXyz(byte[] records, int from, int returns, int number, int timeChanged) {
        int single = returns == 1 ? 1 : 0;
        int slot = Returns.MAP_SIX[returns][number] << 1 | timeChanged;
        int x = LittleEndian.signedInt(records, from) - LittleEndian.signedInt(context.last, 0);
        context.dx.encode(context.dxMedian.get(slot), x, single);
        context.dxMedian.add(slot, x);
        int y = LittleEndian.signedInt(records, from + 4) - LittleEndian.signedInt(context.last, 4);
        context.dy.encode(context.dyMedian.get(slot), y, single + Math.min(context.dx.k() & ~1, 20));
        context.dyMedian.add(slot, y);
        int k = (context.dx.k() + context.dy.k()) / 2;
        int level = Returns.level(returns, number);
        int z = LittleEndian.signedInt(records, from + 8);
        layers.z().note(z != context.lastZ[level]);
        context.z.encode(context.lastZ[level], z, single + Math.min(k & ~1, 18));
        context.lastZ[level] = z;
    }

    private void encodeClassification(byte last, byte found, int place) {
        layers.classification().note(found != last);
        int seen = (last & 0x1F) << 1 | (place == 3 ? 1 : 0);
        layers.classification().encoder.symbol(context.classification.get(seen), found & 0xFF);
    }

    private void encodeFlags(byte last, byte found) {
        int before = coded(last);
        int now = coded(found);
        layers.flags().note(now != before);
        layers.flags().encoder.symbol(context.flags.get(before), now);
    }

    /** Flags as they are coded: the record's byte without the two bits of the scanner channel. */
    private static int coded(byte flags) {
        return flags >>> 2 & 0x30 | flags & 0x0F;
    }

    private void encodeIntensity(int found, int place, int timeChanged) {
        int slot = place << 1 | timeChanged;
        layers.intensity().note(found != context.lastIntensity[slot]);
        context.intensity.encode(context.lastIntensity[slot], found, place);
        context.lastIntensity[slot] = found;
    }

    private void encodeUserData(byte last, byte found) {
        layers.userData().note(found != last);
        layers.userData().encoder.symbol(context.userData.get((last & 0xFF) >>> 2), found & 0xFF);
    }

    @Override
    List<LayerEncoder> layers() {
        return layers.all();
    }
}
