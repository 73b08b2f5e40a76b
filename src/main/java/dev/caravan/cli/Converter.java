package dev.caravan.cli;

import picocli.CommandLine;

/** Where `caravan-convert.jar` begins, which has the converter's commands without the service, and starts sooner. */
public final class Converter {

    private Converter() {}

    public static void main(String[] words) {
        Integer exit = ConverterCommands.run(words);
        if (exit == null) {
            System.err.println("error: expected convert, verify, sample or compress; the service is in caravan.jar");
        }
        System.exit(exit == null ? CommandLine.ExitCode.USAGE : exit);
    }
}
