// Decodes all nodes of an octree with potree-core, in Node.js: node decode.mjs OCTREE-DIRECTORY-OR-ADDRESS
// Writes one line of JSON a node: its name, the lower corner of its box, and what the viewer would give to the graphics
// card, as base64. Only the browser around the viewer is ours: requests for files, and workers that are no threads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const directory = process.argv[2];
const isAddress = /^https?:/.test(directory);

// A viewer says what it could not decode only here, and shows zeros.
console.error = (...message) => {
  process.stderr.write(message.join(' ') + '\n');
  process.exit(1);
};
console.log = (...message) => process.stderr.write(message.join(' ') + '\n');

class InlineWorker {
  constructor(url) {
    const source = decodeURIComponent(url.slice(url.indexOf(',') + 1));
    this.scope = vm.createContext({
      console,
      performance,
      postMessage: data => setImmediate(() => this.onmessage({ data }))
    });
    vm.runInContext(source, this.scope);
  }

  postMessage(data) {
    const copy = structuredClone(data);
    setImmediate(() => this.scope.onmessage({ data: copy }));
  }
}

globalThis.self = globalThis.window = globalThis;
globalThis.Worker = InlineWorker;
// Without it the viewer puts the workers' sources into data: addresses.
URL.createObjectURL = undefined;

const requests = {
  getUrl: async url => url,
  fetch: async (url, options) => {
    if (isAddress) {
      return fetch(url, options);
    }
    const file = readFileSync(join(directory, url.slice(url.lastIndexOf('/') + 1)));
    const range = options?.headers?.Range?.match(/^bytes=(\d+)-(\d+)$/);
    return new Response(range ? file.subarray(Number(range[1]), Number(range[2]) + 1) : file);
  }
};

function base64(array) {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

function line(node, offset) {
  const values = {};
  for (const [name, attribute] of Object.entries(node.geometry.attributes)) {
    const precise = attribute.potree?.preciseBuffer;
    values[name] = { type: attribute.array.constructor.name, shown: base64(attribute.array) };
    if (precise) {
      Object.assign(values[name], { preciseType: precise.constructor.name, precise: base64(precise) });
    }
  }
  const min = node.boundingBox.min.clone().add(offset);
  return JSON.stringify({ name: node.name, points: node.numPoints, min: min.toArray(), values });
}

async function decode(node, geometry) {
  await geometry.loader.load(node);
  while (node.loading) {
    await new Promise(setImmediate);
  }
  if (!node.loaded) {
    throw new Error('the viewer did not load ' + node.name);
  }
  process.stdout.write(line(node, geometry.offset) + '\n');
  for (const child of node.children) {
    if (child !== null && child !== undefined) {
      await decode(child, geometry);
    }
  }
}

const { Potree } = await import('potree-core');
const cloud = await new Potree().loadPointCloud((isAddress ? directory : 'http://octree') + '/metadata.json', requests);
await decode(cloud.pcoGeometry.root, cloud.pcoGeometry);
