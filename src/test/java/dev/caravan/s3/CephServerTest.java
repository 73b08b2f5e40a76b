package dev.caravan.s3;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.caravan.setting.Secret;
import dev.caravan.support.CephServer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract by a real Ceph Object Gateway; skipped where its programs are not installed. */
class CephServerTest extends ServerContract {
    @TempDir
    static Path directory;

    private static @Nullable CephServer ceph;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(CephServer.missing())
                .describedAs("programs of Ceph that are not installed")
                .isEmpty();
        ceph = CephServer.start(directory);
        TargetSettings target = settings().build();
        try (S3Connections connections = RealS3.connections(RealS3.settings(target));
                S3Connection connection = connections.open(target)) {
            connection.client().createBucket(request -> request.bucket(target.bucket()));
        }
    }

    @AfterAll
    static void stop() {
        if (ceph != null) {
            ceph.close();
        }
    }

    @Override
    ATarget target() {
        return settings();
    }

    private static ATarget settings() {
        return ATarget.named("ceph").at(ceph.address()).keys(CephServer.ACCESS_KEY, Secret.of(CephServer.SECRET_KEY));
    }
}
