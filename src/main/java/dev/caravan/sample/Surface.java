package dev.caravan.sample;

/** What a pulse met: its class (LAS 1.4 R15, table 17), its colour, and how much light it returns. */
enum Surface {
    GROUND(2, 0x8C7A4F, 0.45),
    TREE(5, 0x3E7A32, 0.3),
    BUILDING(6, 0xB4553E, 0.7),
    WATER(9, 0x3A6EA5, 0.1);

    private final int classification;
    private final int colour;
    private final double reflectance;

    Surface(int classification, int colour, double reflectance) {
        this.classification = classification;
        this.colour = colour;
        this.reflectance = reflectance;
    }

    int classification() {
        return classification;
    }

    int intensity(double light) {
        return limited(reflectance * light * 65535);
    }

    int red(double light) {
        return limited((colour >> 16 & 0xFF) * 257 * light);
    }

    int green(double light) {
        return limited((colour >> 8 & 0xFF) * 257 * light);
    }

    int blue(double light) {
        return limited((colour & 0xFF) * 257 * light);
    }

    private static int limited(double value) {
        return (int) Math.max(0, Math.min(65535, value));
    }
}
