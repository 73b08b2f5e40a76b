package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import java.util.List;

/**
 * What the lines of a manifest lead to.
 *
 * @param files the members that are there, each once
 * @param problems what is wrong with a line, a clause each that begins with its number
 */
record MemberList(List<SourceFile> files, List<String> problems) {}
