package dev.caravan.support;

import java.net.URI;

/** A page that asks for an octree as potree-core does: metadata by a plain GET, nodes by a range with a content type, so that browsers ask first. */
public final class ViewerPage {
    private static final String PAGE = """
            <!doctype html><title>viewer</title><pre id="result">waiting</pre>
            <script>
            (async () => {
              const result = document.getElementById('result');
              try {
                const metadata = await (await fetch('%1$s/metadata.json')).json();
                const node = await fetch('%1$s/octree.bin', {
                  headers: {'content-type': 'multipart/byteranges', 'Range': 'bytes=%2$d-%3$d'}
                });
                const bytes = new Uint8Array(await node.arrayBuffer());
                result.textContent = ['points=' + metadata.points, 'status=' + node.status,
                  'range=' + node.headers.get('content-range'), 'length=' + node.headers.get('content-length'),
                  'etag=' + (node.headers.get('etag') !== null), 'body=' + new TextDecoder().decode(bytes),
                  'hex=' + Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')].join(' ');
              } catch (e) {
                result.textContent = 'failed: ' + e;
              }
            })();
            </script>
            """;

    private ViewerPage() {}

    /**
     * Shows what it got as words, such as `points=12 status=206`.
     *
     * @param octree address of its directory, without a slash at the end
     * @param first of the bytes of octree.bin that are asked for; and the last
     */
    public static String of(URI octree, long first, long last) {
        return PAGE.formatted(octree, first, last);
    }
}
