package dev.caravan.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {
    @TempDir
    Path data;

    @Test
    void aSecondServiceOnTheSameDirectoryIsRefusedByTheNameOfTheKeyAndTheHolder() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.take(new Workspace(data))) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> WorkspaceLock.take(new Workspace(data)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("caravan.data")
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void theDirectoryIsFreeAgainWhenTheServiceHasEnded() throws IOException {
        WorkspaceLock.take(new Workspace(data.resolve("new"))).close();

        try (WorkspaceLock again = WorkspaceLock.take(new Workspace(data.resolve("new")))) {
            assertThat(again).isNotNull();
        }
    }
}
