package dev.caravan.stage.convert;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * How another Java with this program is started.
 *
 * @param java the executable
 * @param program its arguments that name the program: `-jar …`, or class path and main class
 */
public record ChildJava(Path java, List<String> program) {
    private static final String CLASS_PATH = "java.class.path";
    private static final String CONVERTER = "caravan-convert.jar";

    /** Like this process: by the jar, or by the class path when the classes do not lie in a jar of jars. */
    public static ChildJava likeThis(String mainClass) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = absolute(System.getProperty(CLASS_PATH));
        boolean onClassPath = ClassLoader.getSystemResource(mainClass.replace('.', '/') + ".class") != null;
        return new ChildJava(
                java,
                onClassPath
                        ? List.of("-cp", classPath, mainClass)
                        : List.of("-jar", leanest(Path.of(classPath)).toString()));
    }

    /** The jar with the converter alone starts with less than half of the CPU time, when it is there and of the same version. */
    private static Path leanest(Path jar) {
        Path converter = jar.resolveSibling(CONVERTER);
        try {
            return Files.exists(converter) && version(jar).equals(version(converter)) ? converter : jar;
        } catch (IOException e) {
            return jar;
        }
    }

    private static String version(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = Objects.requireNonNullElseGet(file.getManifest(), Manifest::new);
            // One without a version is like no other.
            return Objects.requireNonNullElse(
                    manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION), jar.toString());
        }
    }

    /** The child has a working directory of its own. */
    private static String absolute(String classPath) {
        List<String> elements = new ArrayList<>();
        for (String element : classPath.split(File.pathSeparator, -1)) {
            elements.add(Path.of(element).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, elements);
    }

    /**
     * @param heap bytes
     * @return the command line, without the program's own arguments
     */
    List<String> line(long heap) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.add("-Xmx" + (heap >> 20) + "m");
        // There is little to collect, and the simplest collector needs the least memory.
        line.add("-XX:+UseSerialGC");
        // File names are bytes; a child must read them as its parent does.
        line.add("-Dsun.jnu.encoding=" + System.getProperty("sun.jnu.encoding"));
        line.add("-Dstderr.encoding=UTF-8");
        line.add("-Dstdout.encoding=UTF-8");
        line.addAll(program);
        return line;
    }
}
