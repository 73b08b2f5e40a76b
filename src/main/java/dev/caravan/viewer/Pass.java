package dev.caravan.viewer;

import java.time.Instant;

/**
 * What a link lets its holder read: the objects that lie directly in one directory of one target.
 *
 * @param target name of the target
 * @param dataset its key, which stands in the link for people to read
 * @param directory key of the directory, with the target's prefix and a slash at the end
 * @param lasting whether its objects never change
 * @param expires to the second
 */
public record Pass(String target, String dataset, String directory, boolean lasting, Instant expires) {

    public boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }

    /**
     * The dataset's key as the path of a link has it. Some characters cannot stand in a path of this service, whichever way they are
     * written (a per cent sign, a semicolon, a backslash), so all but the plainest are replaced: the pass says what is read, not this.
     */
    public String title() {
        return dataset.replaceAll("[^A-Za-z0-9._~/-]", "_").replaceAll("(?<=^|/)\\.+(?=/|$)", "_");
    }
}
