/** What the page holds, from a snapshot of its heap. */
import type { CDPSession } from '@playwright/test';
import type { HeapParts } from '../heap-parts.ts';

/** The part of a snapshot that is read. The nodes are numbers in a row, in groups as `node_fields` names them. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly (readonly string[] | string)[];
    };
  };
  readonly nodes: readonly number[];
}

/** Collects garbage and measures, elements of the page among what is held. */
export async function pageHeap(session: CDPSession): Promise<HeapParts> {
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  // The page's own gc() may spare what only its stack seems to hold.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return heapParts(chunks.join(''));
}

/** Adds up a snapshot as V8 writes it, JSON. */
export function heapParts(text: string): HeapParts {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const codeType = types[typeAt]?.indexOf('code');
  const parts = { held: 0, code: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const part = nodes[at + typeAt] === codeType ? 'code' : 'held';
    parts[part] += nodes[at + sizeAt] ?? 0;
  }
  return parts;
}
