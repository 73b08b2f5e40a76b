package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.S3Objects;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Makes links to what is published. */
public final class Links {
    private final ViewerSettings settings;
    private final PublishSettings targets;
    private final S3Connections connections;
    private final Passes passes;

    public Links(ViewerSettings settings, PublishSettings targets, S3Connections connections, Passes passes) {
        this.settings = settings;
        this.targets = targets;
        this.connections = connections;
        this.passes = passes;
    }

    /** @throws IOException when the target cannot be asked which objects there are */
    public Link make(String dataset, Publication publication, Duration lifetime) throws IOException {
        Pass pass = passes.issue(dataset, publication, lifetime);
        try (S3Connection connection = connections.open(targets.target(publication.target()));
                SignedAddresses signed = new SignedAddresses(connection)) {
            List<Link.SignedObject> objects = PublishedNames.of(publication, new S3Objects(connection)).stream()
                    .map(name -> new Link.SignedObject(
                            name,
                            signed.of(publication.directory() + name, lifetime).toString()))
                    .toList();
            String view =
                    settings.publicUrl() + passes.path(pass) + PublicAddress.encode(OctreeNames.name(publication));
            return new Link(dataset, publication.target(), publication.version(), view, pass.expires(), objects);
        }
    }
}
