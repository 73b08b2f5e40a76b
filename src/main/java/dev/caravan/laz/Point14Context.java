package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of one scanner channel of a layered chunk: its last record, and the models of all layers. */
final class Point14Context {
    final byte[] last = new byte[Point14Decoder.SIZE];
    boolean timeChanged;

    final SymbolModels changed = new SymbolModels(8, 128);
    final SymbolModel scannerChannel = new SymbolModel(3);
    final SymbolModels numberOfReturns = new SymbolModels(16, 16);
    final SymbolModels returnNumber = new SymbolModels(16, 16);
    final SymbolModel returnNumberSameTime = new SymbolModel(13);
    final StreamingMedian[] dxMedian = StreamingMedian.array(12);
    final StreamingMedian[] dyMedian = StreamingMedian.array(12);
    final int[] lastZ = new int[8];
    final int[] lastIntensity = new int[8];
    final SymbolModels classification = new SymbolModels(64, 256);
    final SymbolModels flags = new SymbolModels(64, 64);
    final SymbolModels userData = new SymbolModels(64, 256);
    final IntegerDecoder dx;
    final IntegerDecoder dy;
    final @Nullable IntegerDecoder z;
    final @Nullable IntegerDecoder intensity;
    final @Nullable IntegerDecoder scanAngle;
    final @Nullable IntegerDecoder pointSource;
    final @Nullable GpsTimeState times;

    Point14Context(Point14Layers layers, byte[] first, int at) {
        System.arraycopy(first, at, last, 0, last.length);
        Arrays.fill(lastZ, LittleEndian.signedInt(last, 8));
        Arrays.fill(lastIntensity, LittleEndian.unsignedShort(last, 12));
        dx = new IntegerDecoder(layers.returnsXy(), 32, 2);
        dy = new IntegerDecoder(layers.returnsXy(), 32, 22);
        z = integers(layers.z(), 32, 20);
        intensity = integers(layers.intensity(), 16, 4);
        scanAngle = integers(layers.scanAngle(), 16, 2);
        pointSource = integers(layers.pointSource(), 16, 1);
        times = layers.gpsTime() == null
                ? null
                : new GpsTimeState(layers.gpsTime(), LittleEndian.signedLong(last, 22), false);
    }

    private static @Nullable IntegerDecoder integers(@Nullable ArithmeticDecoder layer, int bits, int contexts) {
        return layer == null ? null : new IntegerDecoder(layer, bits, contexts);
    }
}
