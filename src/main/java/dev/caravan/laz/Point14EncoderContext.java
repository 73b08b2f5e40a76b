package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;

/** The counterpart of {@link Point14Context}. */
final class Point14EncoderContext {
    final byte[] last = new byte[Point14Decoder.SIZE];
    boolean timeChanged;

    final EncoderSymbolModels changed = new EncoderSymbolModels(8, 128);
    final EncoderSymbolModel scannerChannel = new EncoderSymbolModel(3);
    final EncoderSymbolModels numberOfReturns = new EncoderSymbolModels(16, 16);
    final EncoderSymbolModels returnNumber = new EncoderSymbolModels(16, 16);
    final EncoderSymbolModel returnNumberSameTime = new EncoderSymbolModel(13);
    final StreamingMedian dxMedian = new StreamingMedian(12);
    final StreamingMedian dyMedian = new StreamingMedian(12);
    final int[] lastZ = new int[8];
    final int[] lastIntensity = new int[8];
    final EncoderSymbolModels classification = new EncoderSymbolModels(64, 256);
    final EncoderSymbolModels flags = new EncoderSymbolModels(64, 64);
    final EncoderSymbolModels userData = new EncoderSymbolModels(64, 256);
    final IntegerEncoder dx;
    final IntegerEncoder dy;
    final IntegerEncoder z;
    final IntegerEncoder intensity;
    final IntegerEncoder scanAngle;
    final IntegerEncoder pointSource;
    final GpsTimeEncoderState times;

    Point14EncoderContext(Point14EncoderLayers layers, byte[] first, int at) {
        System.arraycopy(first, at, last, 0, last.length);
        Arrays.fill(lastZ, LittleEndian.signedInt(last, 8));
        Arrays.fill(lastIntensity, LittleEndian.unsignedShort(last, 12));
        dx = new IntegerEncoder(layers.returnsXy().encoder, 32, 2);
        dy = new IntegerEncoder(layers.returnsXy().encoder, 32, 22);
        z = new IntegerEncoder(layers.z().encoder, 32, 20);
        intensity = new IntegerEncoder(layers.intensity().encoder, 16, 4);
        scanAngle = new IntegerEncoder(layers.scanAngle().encoder, 16, 2);
        pointSource = new IntegerEncoder(layers.pointSource().encoder, 16, 1);
        times = new GpsTimeEncoderState(layers.gpsTime().encoder, LittleEndian.signedLong(last, 22), false);
    }
}
