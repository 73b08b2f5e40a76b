package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.PrintablePath;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * One walk through one source. It holds one directory open at a time and remembers only the directories that it has
 * still to enter, so neither depth nor size of the tree count.
 */
final class SourceWalk {
    private final Source source;
    private final Set<Path> otherRoots;
    private final WalkListener listener;
    private final SourceLinks links;
    private final Deque<Folder> pending = new ArrayDeque<>();
    private boolean empty = true;

    /**
     * A directory to enter.
     *
     * @param real the same without symbolic links
     * @param linked whether a link led to it or above it, below the root
     */
    private record Folder(Path path, Path real, boolean linked) {}

    /**
     * @param otherRoots real paths of the other sources; a file belongs to the innermost source
     * @throws IOException when the source itself cannot be entered
     */
    SourceWalk(Source source, Set<Path> otherRoots, WalkListener listener) throws IOException {
        this.source = source;
        this.otherRoots = otherRoots;
        this.listener = listener;
        this.links = new SourceLinks(source);
        if (!Files.isDirectory(source.root())) {
            throw new NotDirectoryException(source.root().toString());
        }
    }

    /**
     * Walks to the end.
     *
     * @return whether there was nothing at all but ignored names, as at a mount point without its mount
     * @throws IOException when the source itself cannot be read
     */
    boolean findsNothing() throws IOException, InterruptedException {
        list(new Folder(source.root(), links.realRoot(), false));
        listPending();
        return empty;
    }

    /** Tells what lies in one directory of the source, and below it. */
    void listTree(Path directory) throws IOException, InterruptedException {
        list(directory);
        listPending();
    }

    private void listPending() throws InterruptedException {
        for (Folder folder = pending.poll(); folder != null; folder = pending.poll()) {
            try {
                list(folder);
            } catch (IOException e) {
                listener.notListed(folder.path(), e);
            }
        }
    }

    /** Tells only what lies directly in one directory of the source, to which a walk would come. */
    void list(Path directory) throws IOException, InterruptedException {
        Path straight = links.realRoot().resolve(source.root().relativize(directory));
        Path real = directory.toRealPath();
        try {
            list(new Folder(directory, real, !real.equals(straight)));
        } catch (IOException e) {
            listener.notListed(directory, e);
        }
    }

    private void list(Folder folder) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        listener.enters(folder.path());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
            for (Path entry : entries) {
                visit(folder, entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        listener.listed(folder.path());
    }

    private void visit(Folder folder, Path entry) throws InterruptedException {
        String text = entry.toString();
        String name = text.substring(text.lastIndexOf(File.separatorChar) + 1);
        if (IgnoreRule.reason(name).isPresent()) {
            listener.ignored();
            return;
        }
        empty = false;
        if (!PrintablePath.representable(entry)) {
            listener.unrepresentable(entry);
            return;
        }
        try {
            look(folder, entry, name);
        } catch (IOException e) {
            listener.unreadable(entry, e);
        }
    }

    private void look(Folder folder, Path entry, String name) throws IOException, InterruptedException {
        BasicFileAttributes attributes = read(entry, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            follow(entry);
        } else if (folder.linked() && !links.first(folder.real().resolve(name))) {
            listener.ignored();
        } else if (attributes.isDirectory()) {
            enter(new Folder(entry, folder.real().resolve(name), folder.linked()));
        } else {
            take(entry, attributes);
        }
    }

    private void follow(Path link) throws IOException, InterruptedException {
        if (!Files.exists(link) && !source.includes(source.relative(link))) {
            listener.ignored();
            return;
        }
        Path target = link.toRealPath();
        BasicFileAttributes attributes = read(target);
        if (!links.follows(target, attributes.isDirectory())) {
            listener.ignored();
        } else if (attributes.isDirectory()) {
            enter(new Folder(link, target, true));
        } else {
            take(link, attributes);
        }
    }

    private void enter(Folder folder) {
        if (otherRoots.contains(folder.real()) || source.excludes(source.relative(folder.path()))) {
            listener.ignored();
        } else {
            pending.push(folder);
        }
    }

    private void take(Path file, BasicFileAttributes attributes) throws InterruptedException {
        String relative = source.relative(file);
        if (attributes.isRegularFile() && source.includes(relative) && !source.excludes(relative)) {
            listener.found(SourceFile.of(file, attributes));
        } else {
            listener.ignored();
        }
    }

    private static BasicFileAttributes read(Path path, LinkOption... options) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, options);
    }
}
