package dev.caravan.workspace;

import java.nio.file.Path;

/**
 * The service's own directories, all below one. Sources are never written to.
 *
 * @param data absolute path of the state directory (`caravan.data`)
 */
public record Workspace(Path data) {

    public Workspace {
        data = data.toAbsolutePath().normalize();
    }

    /** One directory an attempt; emptied when the attempt ends. */
    public Path scratch() {
        return data.resolve("scratch");
    }

    /** Octrees that have been proven. On the same file system as {@link #scratch()}, so that a rename is atomic. */
    public Path octrees() {
        return data.resolve("octrees");
    }

    /** One log file a job. */
    public Path jobLogs() {
        return data.resolve("logs/jobs");
    }

    /** State of the embedded Redis. */
    public Path redis() {
        return data.resolve("redis");
    }

    /** Objects of the embedded S3 server, as files. */
    public Path s3() {
        return data.resolve("s3");
    }

    /** Key and secret of the embedded S3 server. Not below {@link #s3()}, where each name is a bucket. */
    public Path s3Credentials() {
        return data.resolve("s3-credentials");
    }

    /** What {@link WorkspaceLock} locks. */
    public Path lock() {
        return data.resolve("caravan.lock");
    }
}
