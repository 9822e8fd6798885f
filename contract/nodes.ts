/** Nodes as the screen has them: what a check found, and pages for who runs one. */
import type { NetworkInfo, NodeError } from '../src-core/index.ts';

/** What checking a node found. */
export type NodeCheck =
  | { readonly ok: true; readonly network: NetworkInfo; readonly latencyMs: number }
  | { readonly ok: false; readonly error: NodeError };

/** Pages about nodes that the screen may open; their addresses: `electron/handlers/guide-pages.ts`. */
export type GuidePage = 'releases' | 'compose' | 'snapshots';
