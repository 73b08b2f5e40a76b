package dev.caravan.potree;

import java.util.List;

/** How the points of a node lie in octree.bin; the names are those of metadata.json. */
public enum Encoding {
    /** Records one after the other. */
    DEFAULT,
    /** One Brotli stream a node, attribute by attribute, coordinates and colours as Morton codes. */
    BROTLI;

    /** An encoder for one thread. */
    public NodeEncoder encoder(List<Attribute> attributes) {
        return switch (this) {
            case DEFAULT -> NodeEncoder.IDENTITY;
            case BROTLI -> throw new IllegalArgumentException("BROTLI is not there yet");
        };
    }
}
