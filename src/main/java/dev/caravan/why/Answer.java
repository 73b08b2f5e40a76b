package dev.caravan.why;

/**
 * What is said about a file.
 *
 * @param sentence without a full stop
 * @param next what a person can do, or that nothing is to be done
 */
record Answer(FileState state, String sentence, String next) {

    Answer adding(String more) {
        return new Answer(state, sentence + more, next);
    }

    Answer advising(String other) {
        return new Answer(state, sentence, other);
    }
}
