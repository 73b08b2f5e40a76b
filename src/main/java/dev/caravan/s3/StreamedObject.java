package dev.caravan.s3;

/**
 * An object whose content is made as it is sent.
 *
 * @param key of the object
 * @param contentType as readers get it
 * @param content of the object
 */
public record StreamedObject(String key, String contentType, SequentialContent content) {}
