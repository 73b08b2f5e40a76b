package dev.caravan.retention;

import java.util.List;

/**
 * What flows through the stage `unpublish`: one dataset, and from which targets it is to be taken.
 *
 * @param dataset its key
 * @param path absolute path of the file, directory or manifest that has the key; the key where nobody has
 * @param targets names of the targets
 * @param octree whether the octree on disk is to go as well
 * @param records Redis keys of the records that tell of the dataset
 * @param user whose the dataset is; may be empty, as project
 */
public record Unpublishing(
        String dataset,
        String path,
        List<String> targets,
        boolean octree,
        Cause cause,
        List<String> records,
        String user,
        String project) {

    public Unpublishing {
        targets = List.copyOf(targets);
        records = List.copyOf(records);
    }
}
