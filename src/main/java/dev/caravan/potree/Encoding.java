package dev.caravan.potree;

import java.util.List;

/** How the points of a node lie in octree.bin; the names are those of metadata.json. */
public enum Encoding {
    /** Records one after the other. */
    DEFAULT,
    /** One Brotli stream a node, attribute by attribute, coordinates and colours as Morton codes. */
    BROTLI;

    /**
     * An encoder for one thread.
     *
     * @throws UnsupportedOperationException when this machine lacks the native library that BROTLI needs
     */
    public NodeEncoder encoder(List<Attribute> attributes) {
        return switch (this) {
            case DEFAULT -> NodeEncoder.IDENTITY;
            case BROTLI -> new BrotliNodeEncoder(attributes, BrotliSettings.DEFAULT);
        };
    }
}
