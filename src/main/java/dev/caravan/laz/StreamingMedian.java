package dev.caravan.laz;

/** The median of about the last five values, kept by insertion, without their order of arrival. */
final class StreamingMedian {
    private int a;
    private int b;
    private int median;
    private int d;
    private int e;
    private boolean high = true;

    int get() {
        return median;
    }

    void add(int value) {
        if (high) {
            addHigh(value);
        } else {
            addLow(value);
        }
    }

    private void addHigh(int value) {
        if (value >= median) {
            if (value < d) {
                e = d;
                d = value;
            } else {
                e = value;
            }
            high = false;
            return;
        }
        e = d;
        d = median;
        if (value < a) {
            median = b;
            b = a;
            a = value;
        } else if (value < b) {
            median = b;
            b = value;
        } else {
            median = value;
        }
    }

    private void addLow(int value) {
        if (value <= median) {
            if (value > b) {
                a = b;
                b = value;
            } else {
                a = value;
            }
            high = true;
            return;
        }
        a = b;
        b = median;
        if (value > e) {
            median = d;
            d = e;
            e = value;
        } else if (value > d) {
            median = d;
            d = value;
        } else {
            median = value;
        }
    }

    static StreamingMedian[] array(int length) {
        StreamingMedian[] medians = new StreamingMedian[length];
        for (int i = 0; i < length; i++) {
            medians[i] = new StreamingMedian();
        }
        return medians;
    }
}
