package dev.caravan.cli.terminal;

import picocli.CommandLine.IVersionProvider;

/** `--version`: the jar's version, and the Java that runs it. */
public class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "caravan " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version(),
        };
    }
}
