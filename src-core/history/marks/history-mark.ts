/** What is marked on the time line of charts: facts, without words. */
import type { OwnBlock, OwnBlockState } from '../../state/snapshot-types.ts';
import { complaintKind, leaveReason, nodeErrorKind, workerKind } from './mark-reasons.ts';
import { z } from 'zod';

/** Why mining rests. */
const PAUSE_REASONS = ['battery', 'schedule', 'in-use', 'temperature', 'user'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

const node = z.string();
const machine = { key: z.string(), name: z.string() };
const reason = z.enum(PAUSE_REASONS);

/** `node` is a base URL; `key` a machine's in the snapshot, `name` its rig name or address. */
const eventFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('node-lost'), node, error: nodeErrorKind }),
  z.object({ kind: z.literal('node-back'), node }),
  /** `node` is mined on instead of `lost`, which comes before it in the settings. */
  z.object({ kind: z.literal('fallback-used'), node, lost: node }),
  z.object({ kind: z.literal('machine-came'), ...machine }),
  /** A null reason: the server has closed. */
  z.object({ kind: z.literal('machine-left'), ...machine, reason: leaveReason.nullable() }),
  /** By its own readings; `key` is the device's id. */
  z.object({ kind: z.literal('machine-fault'), ...machine, fault: complaintKind }),
  z.object({ kind: z.literal('machine-well'), ...machine, fault: complaintKind }),
  /** The keys only: values may be secret. */
  z.object({ kind: z.literal('settings-changed'), keys: z.array(z.string()) }),
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('stopped') }),
  /** Mining ended by itself, because of a bug. */
  z.object({ kind: z.literal('broke-down') }),
  z.object({ kind: z.literal('paused'), reason }),
  z.object({ kind: z.literal('resumed'), reason }),
  /** One kind of worker, while others may mine. */
  z.object({
    kind: z.literal('worker-stopped'),
    worker: workerKind,
    reason: z.enum([...PAUSE_REASONS, 'failed']),
  }),
  z.object({ kind: z.literal('worker-resumed'), worker: workerKind }),
]);

type EventFacts = z.infer<typeof eventFacts>;

/** Something that happened, ms since the Unix epoch. */
export type EventMark = EventFacts & { readonly atMs: number };

/** An own block, with the state that it has now. */
export interface BlockMark {
  readonly kind: 'block';
  readonly atMs: number;
  readonly id: string;
  readonly chain: number;
  readonly height: number;
  readonly state: OwnBlockState;
}

/** Stands for marks that are left out where there are many, beside the mark at `atMs`. */
export interface MoreMarks {
  readonly kind: 'more';
  readonly count: number;
  readonly atMs: number;
}

export type HistoryMark = EventMark | BlockMark | MoreMarks;

/** The mark of an own block, at the time it was found. Blocks have a table of their own: their marks are not stored. */
export function markOfBlock({ id, chain, height, state, foundAtMs }: OwnBlock): BlockMark {
  return { kind: 'block', atMs: foundAtMs, id, chain, height, state };
}

/** The mark as it is stored beside its time. */
export function textOfMark(mark: EventMark): string {
  return JSON.stringify({ ...mark, atMs: undefined });
}

/** The mark of a stored text; null where another version of the program, or damage, has written it. */
export function markOf(atMs: number, text: string): EventMark | null {
  try {
    const facts = eventFacts.safeParse(JSON.parse(text));
    return facts.success ? { ...facts.data, atMs } : null;
  } catch {
    return null;
  }
}
