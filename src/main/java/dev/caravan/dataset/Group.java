package dev.caravan.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What makes one dataset of many files.
 *
 * @param unit DIRECTORY or MANIFEST
 * @param target the directory or the manifest, absolute: what people call the dataset
 * @param manifest the version of the manifest that was read; null for a directory. It is no input of the conversion
 * @param fingerprint of this version; see {@link Fingerprint}
 */
public record Group(Unit unit, Path target, @Nullable SourceFile manifest, String fingerprint) {}
