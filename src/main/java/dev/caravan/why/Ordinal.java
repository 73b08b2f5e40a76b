package dev.caravan.why;

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
final class Ordinal {

    private Ordinal() {}

    static String of(long number) {
        long last = number % 10;
        boolean teen = number / 10 % 10 == 1;
        String ending = teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
        return number + ending;
    }
}
