package dev.caravan.workspace;

import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One data directory belongs to one service. The operating system drops the lock when the process dies, however it
 * dies, so there is nothing to clean up after a crash.
 */
public final class WorkspaceLock implements AutoCloseable {
    /** Beyond the text in the file, so that others can read who holds it even where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private WorkspaceLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, creating it when it is missing.
     *
     * @throws InvalidSettingException when another service, in this process or another, has it
     */
    public static WorkspaceLock take(Workspace workspace) throws IOException {
        Files.createDirectories(workspace.data());
        FileChannel channel = FileChannel.open(
                workspace.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String holder = holder(channel);
            channel.close();
            throw new InvalidSettingException(
                    "caravan.data",
                    workspace.data(),
                    "a directory that no other Caravan service uses (process " + holder + " has it)");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(
                String.valueOf(ProcessHandle.current().pid())));
        return new WorkspaceLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
