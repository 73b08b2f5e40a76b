package dev.caravan.s3;

import dev.caravan.setting.Secret;
import java.net.URI;

/**
 * What targets with the endpoint `embedded` mean.
 *
 * @param address of the S3 server that this service runs
 * @param accessKey of the server
 * @param secretKey of the server
 */
public record EmbeddedServer(URI address, String accessKey, Secret secretKey) {}
