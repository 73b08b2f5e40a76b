package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;
import dev.caravan.potree.AttributeType;

/** Smallest and largest of one number of each record; loops of their own for the usual types, as each point goes through them. */
abstract class Column {
    final int at;

    private Column(int at) {
        this.at = at;
    }

    static Column of(AttributeType type, int at) {
        return switch (type) {
            case UINT8 -> new Bytes(at, 0);
            case INT8 -> new Bytes(at, 0x80);
            case UINT16 -> new Shorts(at, 0);
            case INT16 -> new Shorts(at, 0x8000);
            case DOUBLE -> new Doubles(at);
            default -> new Others(type, at);
        };
    }

    abstract void add(byte[] records, int stride, int count);

    /** Zero when nothing has been seen that JSON can say. */
    abstract double min();

    abstract double max();

    abstract void include(Column other);

    /** Integers, shifted by half their range when they are signed, so that one comparison does for both. */
    private abstract static class Integers extends Column {
        final int flip;
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;

        Integers(int at, int flip) {
            super(at);
            this.flip = flip;
        }

        @Override
        double min() {
            return least <= most ? least - flip : 0;
        }

        @Override
        double max() {
            return least <= most ? most - flip : 0;
        }

        @Override
        void include(Column other) {
            Integers same = (Integers) other;
            least = Math.min(least, same.least);
            most = Math.max(most, same.most);
        }
    }

    private static final class Bytes extends Integers {
        Bytes(int at, int flip) {
            super(at, flip);
        }

        @Override
        void add(byte[] records, int stride, int count) {
            int low = least;
            int high = most;
            for (int i = 0, next = at; i < count; i++, next += stride) {
                int value = (records[next] ^ flip) & 0xFF;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            least = low;
            most = high;
        }
    }

    private static final class Shorts extends Integers {
        Shorts(int at, int flip) {
            super(at, flip);
        }

        @Override
        void add(byte[] records, int stride, int count) {
            int low = least;
            int high = most;
            for (int i = 0, next = at; i < count; i++, next += stride) {
                int value = LittleEndian.unsignedShort(records, next) ^ flip;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            least = low;
            most = high;
        }
    }

    /** Comparisons with NaN are false; infinite values would not be JSON. */
    private abstract static class Numbers extends Column {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;

        Numbers(int at) {
            super(at);
        }

        @Override
        double min() {
            return least <= most ? least : 0;
        }

        @Override
        double max() {
            return least <= most ? most : 0;
        }

        @Override
        void include(Column other) {
            Numbers same = (Numbers) other;
            least = Math.min(least, same.least);
            most = Math.max(most, same.most);
        }
    }

    private static final class Doubles extends Numbers {
        Doubles(int at) {
            super(at);
        }

        @Override
        void add(byte[] records, int stride, int count) {
            double low = least;
            double high = most;
            for (int i = 0, next = at; i < count; i++, next += stride) {
                double value = LittleEndian.doubleAt(records, next);
                if (value < low && value >= -Double.MAX_VALUE) {
                    low = value;
                }
                if (value > high && value <= Double.MAX_VALUE) {
                    high = value;
                }
            }
            least = low;
            most = high;
        }
    }

    private static final class Others extends Numbers {
        private final AttributeType type;

        Others(AttributeType type, int at) {
            super(at);
            this.type = type;
        }

        @Override
        void add(byte[] records, int stride, int count) {
            for (int i = 0, next = at; i < count; i++, next += stride) {
                double value = type.read(records, next);
                if (value < least && value >= -Double.MAX_VALUE) {
                    least = value;
                }
                if (value > most && value <= Double.MAX_VALUE) {
                    most = value;
                }
            }
        }
    }
}
