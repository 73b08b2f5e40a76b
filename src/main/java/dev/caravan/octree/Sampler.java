package dev.caravan.octree;

/** Chooses the points that an inner node takes from its children. Belongs to one thread. */
interface Sampler {
    /** A volume full of points would give a node a million of them; a node that would get more is sampled more coarsely. */
    int MAX_POINTS = 50_000;

    /**
     * @param candidates the first {@code count} are all points of the node's children, in Morton order unless somebody sorted them
     * @param chosen for each candidate, whether the node takes it
     */
    void choose(Coordinates points, int[] candidates, int count, long location, boolean[] chosen);
}
