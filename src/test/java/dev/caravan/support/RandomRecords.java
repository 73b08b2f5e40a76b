package dev.caravan.support;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.PointFormat;
import java.util.SplittableRandom;

/** Point records as bytes, in ways that a compressor finds easy, hard, or unforeseen; the same seed gives the same records. */
public enum RandomRecords {
    /** Every bit at random. */
    WILD {
        @Override
        void change(Draft draft) {
            draft.random.nextBytes(draft.record);
        }
    },
    /** As a scanner writes: small steps, some fields seldom or never changed, times that go on evenly or jump. */
    SMOOTH {
        @Override
        void change(Draft draft) {
            draft.step(0, 40);
            draft.step(4, 25);
            draft.step(8, 9);
            draft.now(12, 60);
            if (draft.oneIn(3)) {
                draft.returns();
            }
            draft.seldom(draft.format.extended() ? 16 : 15, 7);
            draft.seldom(17, 4000);
            draft.seldom(18, 90);
            draft.time(500);
            draft.colours();
            draft.waveform();
            draft.extra(3);
        }
    },
    /** Long stretches of the same, then a byte somewhere is another; scanner channels that take turns. */
    STICKY {
        @Override
        void change(Draft draft) {
            if (draft.oneIn(4)) {
                draft.record[draft.random.nextInt(draft.record.length)] = (byte) draft.random.nextInt(256);
            }
            if (draft.format.extended() && draft.oneIn(5)) {
                draft.channel();
            }
        }
    },
    /** Whole fields jump to their limits and back. */
    EXTREME {
        @Override
        void change(Draft draft) {
            int at = draft.random.nextInt(draft.record.length / 2) * 2;
            int length = Math.min(draft.random.nextInt(1, 9), draft.record.length - at);
            byte filling = (byte) (draft.random.nextBoolean() ? 0xFF : draft.random.nextBoolean() ? 0x7F : 0x80);
            for (int i = at; i < at + length; i++) {
                draft.record[i] = draft.oneIn(2) ? filling : 0;
            }
            draft.time(3);
        }
    },
    /** All records equal. */
    CONSTANT {
        @Override
        void change(Draft draft) {}
    };

    abstract void change(Draft draft);

    /** Records one after the other. */
    public byte[] of(PointFormat format, int recordLength, int count, long seed) {
        Draft draft = new Draft(format, recordLength, new SplittableRandom(seed));
        byte[] records = new byte[count * recordLength];
        for (int i = 0; i < count; i++) {
            System.arraycopy(draft.record, 0, records, i * recordLength, recordLength);
            change(draft);
        }
        return records;
    }

    /** The next record in the making. */
    private static final class Draft {
        private final PointFormat format;
        private final SplittableRandom random;
        private final byte[] record;
        private double seconds = 300_000;

        Draft(PointFormat format, int recordLength, SplittableRandom random) {
            this.format = format;
            this.random = random;
            record = new byte[recordLength];
            random.nextBytes(record);
        }

        boolean oneIn(int chance) {
            return random.nextInt(chance) == 0;
        }

        void step(int at, int most) {
            LittleEndian.putInt(record, at, LittleEndian.signedInt(record, at) + random.nextInt(-most, most + 1));
        }

        void now(int at, int most) {
            LittleEndian.putShort(record, at, 1000 + random.nextInt(most));
        }

        void seldom(int at, int chance) {
            if (oneIn(chance)) {
                record[at] = (byte) random.nextInt(256);
            }
        }

        void returns() {
            int returns = random.nextInt(1, 5);
            int number = random.nextInt(1, returns + 1);
            record[14] = (byte) (format.extended() ? returns << 4 | number : returns << 3 | number);
        }

        void channel() {
            record[15] = (byte) (record[15] & ~0x30 | random.nextInt(4) << 4);
        }

        void time(int jumps) {
            if (format.hasGpsTime() && !oneIn(3)) {
                seconds += oneIn(jumps) ? random.nextDouble(-1e6, 1e6) : 1e-5 * random.nextInt(4);
                LittleEndian.putDouble(record, format.gpsTimeAt(), seconds);
            }
        }

        void colours() {
            if (format.hasRgb() && !oneIn(4)) {
                int light = random.nextInt(200);
                boolean grey = oneIn(5);
                for (int i = 0; i < 3; i++) {
                    LittleEndian.putShort(record, format.rgbAt() + 2 * i, light * (grey ? 257 : 100 + 50 * i));
                }
            }
            if (format.hasNir() && !oneIn(4)) {
                now(format.nirAt(), 300);
            }
        }

        void waveform() {
            if (format.hasWaveform()) {
                int at = format.waveformAt();
                record[at] = 1;
                long before = LittleEndian.signedLong(record, at + 1);
                long away = oneIn(9) ? random.nextLong() : oneIn(3) ? 0 : LittleEndian.unsignedInt(record, at + 9);
                LittleEndian.putLong(record, at + 1, before + (oneIn(4) ? random.nextInt() : away));
                LittleEndian.putInt(record, at + 9, oneIn(20) ? random.nextInt() : 256);
                LittleEndian.putFloat(record, at + 13, random.nextInt(3000));
            }
        }

        void extra(int chance) {
            for (int i = format.size(); i < record.length; i++) {
                seldom(i, chance * (i - format.size() + 1));
            }
        }
    }
}
