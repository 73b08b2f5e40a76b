package dev.caravan.s3;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signature version 4 without the SHA-256 of the content, for servers on this machine: nobody stands between us and them, and what
 * arrives is compared by another digest anyway. Over https the SDK does so by itself; over http it signs each piece, which costs more
 * than all the rest.
 */
final class UnsignedPayload implements AwsV4AuthScheme {
    private final AwsV4AuthScheme plain = AwsV4AuthScheme.create();

    static boolean suits(URI address) {
        try {
            return "http".equals(address.getScheme())
                    && address.getPort() > 0
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String schemeId() {
        return plain.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return plain.identityProvider(providers);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return new Signer(plain.signer());
    }

    /** The scheme of the address is not signed; but it is what the SDK's signer goes by. */
    private record Signer(AwsV4HttpSigner signer) implements AwsV4HttpSigner {

        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            SignedRequest signed =
                    signer.sign(request.copy(as -> as.request(request.request().copy(to -> to.protocol("https")))
                            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                            .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)));
            return signed.copy(as -> as.request(signed.request().copy(to -> to.protocol("http"))));
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            return signer.signAsync(request);
        }
    }
}
