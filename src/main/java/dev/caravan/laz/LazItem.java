package dev.caravan.laz;

/**
 * A group of fields that is compressed as one.
 *
 * @param size bytes in a record
 * @param version of its compression: 1 and 2 pointwise, 2 to 4 layered
 */
public record LazItem(Kind kind, int size, int version) {

    /** Kinds, at the place of their number in the file. */
    public enum Kind {
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        POINT10,
        GPSTIME11,
        RGB12,
        WAVEPACKET13,
        POINT14,
        RGB14,
        RGBNIR14,
        WAVEPACKET14,
        BYTE14;

        /** @param otherwise for kinds that may have any size */
        private int size(int otherwise) {
            return switch (this) {
                case POINT10 -> Point10State.SIZE;
                case GPSTIME11, RGBNIR14 -> 8;
                case RGB12, RGB14 -> 6;
                case WAVEPACKET13, WAVEPACKET14 -> WavePacketState.SIZE;
                case POINT14 -> Point14Context.SIZE;
                default -> otherwise;
            };
        }
    }

    /**
     * The item as it is written: in the version that all readers of today know.
     *
     * @param extraBytes size of the kinds that have none of their own
     */
    public static LazItem written(Kind kind, int extraBytes) {
        int version =
                switch (kind) {
                    case WAVEPACKET13 -> 1;
                    case BYTE, POINT10, GPSTIME11, RGB12 -> 2;
                    default -> 3;
                };
        return new LazItem(kind, kind.size(extraBytes), version);
    }

    boolean layered() {
        return kind.ordinal() >= Kind.POINT14.ordinal();
    }

    boolean hasInfrared() {
        return kind == Kind.RGBNIR14;
    }

    /** Streams in a layered chunk. */
    int layers() {
        return switch (kind) {
            case POINT14 -> Point14Layer.COUNT;
            case RGBNIR14 -> 2;
            case BYTE14 -> size;
            default -> 1;
        };
    }

    /** Refuses what cannot be decoded, and sizes that the kind does not have. */
    void check() {
        int required = kind.size(size);
        if (size != required || size == 0) {
            throw new LazFormatException("LAZ item " + kind + " has size " + size + ", expected " + required);
        }
        if (!versionIsKnown()) {
            throw new LazFormatException("LAZ item " + kind + " of version " + version + " is not supported");
        }
    }

    private boolean versionIsKnown() {
        return switch (kind) {
            case BYTE, POINT10, GPSTIME11, RGB12 -> version == 1 || version == 2;
            case WAVEPACKET13 -> version == 1;
            case POINT14, RGB14, RGBNIR14, WAVEPACKET14, BYTE14 -> version >= 2 && version <= 4;
            default -> false;
        };
    }
}
