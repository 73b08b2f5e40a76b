package dev.caravan.laz;

import java.util.List;

/** The counterpart of {@link Point14Layers}. */
record Point14EncoderLayers(
        LayerEncoder returnsXy,
        LayerEncoder z,
        LayerEncoder classification,
        LayerEncoder flags,
        LayerEncoder intensity,
        LayerEncoder scanAngle,
        LayerEncoder userData,
        LayerEncoder pointSource,
        LayerEncoder gpsTime) {

    static Point14EncoderLayers open() {
        LayerEncoder returnsXy = new LayerEncoder();
        returnsXy.require();
        return new Point14EncoderLayers(
                returnsXy,
                new LayerEncoder(),
                new LayerEncoder(),
                new LayerEncoder(),
                new LayerEncoder(),
                new LayerEncoder(),
                new LayerEncoder(),
                new LayerEncoder(),
                new LayerEncoder());
    }

    List<LayerEncoder> all() {
        return List.of(returnsXy, z, classification, flags, intensity, scanAngle, userData, pointSource, gpsTime);
    }
}
