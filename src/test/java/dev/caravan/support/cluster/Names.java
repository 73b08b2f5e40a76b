package dev.caravan.support.cluster;

import java.util.regex.Pattern;

/** What names, labels and annotations look like; the messages are those of the API server. */
final class Names {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Pattern ENVIRONMENT = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");

    private Names() {}

    /** RFC 1123 label: at most 63 characters. */
    static void label(Place name) {
        matches(
                name,
                LABEL,
                63,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'");
    }

    /** RFC 1123 subdomain: at most 253 characters. */
    static void subdomain(Place name) {
        matches(
                name,
                SUBDOMAIN,
                253,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'");
    }

    /** RFC 1035 label: as a service's name, which begins with a letter. */
    static void service(Place name) {
        matches(
                name,
                SERVICE,
                63,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', and start with a letter");
    }

    static void environment(Place name) {
        matches(
                name,
                ENVIRONMENT,
                253,
                "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.'");
    }

    static void configKey(Place entry) {
        if (!CONFIG_KEY.matcher(entry.name()).matches() || entry.name().length() > 253) {
            entry.flaw("Invalid value: \"" + entry.name()
                    + "\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'");
        }
    }

    static void labels(Place labels) {
        labels.each().forEach(label -> {
            qualified(label);
            if (label.text().length() > 63 || !VALUE.matcher(label.text()).matches()) {
                label.flaw(
                        "Invalid value: \"" + label.text()
                                + "\": a valid label must be at most 63 characters, an empty string or consist of"
                                + " alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character");
            }
        });
    }

    static void annotations(Place annotations) {
        annotations.each().forEach(Names::qualified);
        int size = annotations
                .each()
                .mapToInt(annotation -> utf8(annotation.name()) + utf8(annotation.text()))
                .sum();
        if (size > 256 * 1024) {
            annotations.flaw("Too long: may not be more than 262144 bytes, found are " + size);
        }
    }

    /** An optional prefix that is a subdomain, and a name of at most 63 characters. */
    static void qualified(Place member) {
        String[] parts = member.name().split("/", -1);
        String name = parts[parts.length - 1];
        boolean prefixed = parts.length == 1 || SUBDOMAIN.matcher(parts[0]).matches() && parts[0].length() <= 253;
        if (parts.length > 2
                || !prefixed
                || name.isEmpty()
                || name.length() > 63
                || !VALUE.matcher(name).matches()) {
            member.flaw("Invalid value: \"" + member.name()
                    + "\": name part must be at most 63 characters and consist of alphanumeric"
                    + " characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/'");
        }
    }

    private static void matches(Place name, Pattern pattern, int most, String rule) {
        if (name.text().length() > most) {
            name.flaw("Invalid value: \"" + name.text() + "\": must be no more than " + most + " characters");
        } else if (!pattern.matcher(name.text()).matches()) {
            name.flaw("Invalid value: \"" + name.text() + "\": " + rule);
        }
    }

    private static int utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
