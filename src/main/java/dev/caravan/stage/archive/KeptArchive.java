package dev.caravan.stage.archive;

import dev.caravan.archive.ExpectedArchive;
import dev.caravan.converter.BadInputException;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import java.io.IOException;
import java.io.InputStream;

/**
 * An archive in a target.
 *
 * @param objects of the target
 * @param directory key of what its manifest lies in, with a slash at the end
 */
record KeptArchive(S3Objects objects, String directory) {
    /** @param version of the dataset; '' for the one that was published last */
    static KeptArchive of(S3Connection connection, Publication publication, String version) {
        String directory = publication.directory();
        if (!version.isEmpty() && !version.equals(publication.version())) {
            if (publication.layout() == Layout.PLAIN) {
                throw new BadInputException("target '" + publication.target() + "' has only the version '"
                        + publication.version() + "': its layout is plain");
            }
            String newest = publication.version() + "/";
            directory = directory.substring(0, directory.length() - newest.length()) + version + "/";
        }
        return new KeptArchive(new S3Objects(connection), directory);
    }

    /** @throws BadInputException when there is none, or what cannot be read */
    Manifest manifest() throws IOException {
        SmallObject manifest = objects.read(directory + Manifest.NAME, ManifestJson.MOST_BYTES)
                .orElseThrow(() -> new BadInputException("there is no '" + directory + Manifest.NAME + "'"));
        try {
            return ManifestJson.read(manifest.content(), "'" + manifest.key() + "'");
        } catch (ManifestException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws BadInputException as {@link #manifest}, and when it is not that of an archive */
    ExpectedArchive expected() throws IOException {
        return ExpectedArchive.of(manifest());
    }

    InputStream open(ExpectedArchive expected) throws IOException {
        return objects.open(
                expected.object().key(directory), 0, expected.object().size() - 1);
    }
}
