/** Notices as a file has them: the shape of each kind, for reading them back. */
import { z } from 'zod';
import { WORKER_KINDS } from '../../config/settings/mining-settings.ts';
import type { NodeErrorKind } from '../../node/node-errors.ts';
import { STOP_REASONS } from '../notice.ts';
import type { Notice, NoticeFacts, NoticeKind, NoticeMessage } from '../notice.ts';

type Shapes = {
  readonly [Kind in NoticeKind]: z.ZodType<Omit<Extract<NoticeFacts, { kind: Kind }>, 'kind'>>;
};

const text = z.string().max(2048);
/** The last moment that a Date can be, ms since the Unix epoch; a damaged file may have any number. */
const LAST_MS = 8.64e15;
const ms = z.number().min(0).max(LAST_MS);
const count = z.number().int().min(0);
/** Hashes per second: a thousand times all of Bitcoin. */
const rate = z.number().min(0).max(1e24);
const celsius = z.number().min(-273).max(10_000);
const worker = z.enum(WORKER_KINDS);
const place = { id: text, chain: count.nullable(), height: count.nullable() };

const SHAPES: Shapes = {
  'block-found': z.object({
    ...place,
    versionName: text.nullable(),
    finder: text.nullable(),
  }),
  'block-orphaned': z.object(place),
  'machine-offline': z.object({ machine: text, sinceMs: ms }),
  'machine-back': z.object({ machine: text, awayMs: ms }),
  'rate-low': z
    .object({
      machine: text.nullable(),
      worker: worker.nullable().default(null),
      rate,
      usual: rate.min(1e-9),
    })
    // Otherwise the percentage of a sentence would have any number of digits.
    .refine((facts) => facts.rate <= facts.usual),
  'rejects-high': z.object({ machine: text, refused: count, shares: count }),
  'machine-hot': z.object({
    machine: text,
    part: z.enum(['chip', 'board']),
    celsius,
    limit: celsius,
  }),
  'node-lost': z.object({
    node: text,
    // Shown by its name alone.
    error: z.custom<NodeErrorKind>((given) => text.safeParse(given).success),
    sinceMs: ms,
  }),
  'node-back': z.object({ node: text, awayMs: ms }),
  'fallback-used': z.object({ node: text, lost: text }),
  'network-stalled': z.object({ versionName: text.nullable(), sinceMs: ms }),
  'mining-stopped': z.object({ reason: z.enum(STOP_REASONS) }),
  'workers-failed': z.object({
    workers: worker,
    part: z.object({ failing: count, of: count }).nullable(),
    sinceMs: ms,
  }),
  'messages-lost': z.object({ host: text, messages: count }),
  'workers-back': z.object({ workers: worker, awayMs: ms }),
  'disk-low': z.object({ freeBytes: count.nullable() }),
};

const head = z.object({ kind: z.enum(Object.keys(SHAPES) as NoticeKind[]), atMs: ms });

/** The notices among `given`, in their order; what another version wrote otherwise is left out. */
export function noticesIn(given: readonly unknown[]): readonly Notice[] {
  return given.flatMap((each) => {
    const found = head.safeParse(each);
    if (!found.success) return [];
    const facts = SHAPES[found.data.kind].safeParse(each);
    return facts.success ? [{ ...facts.data, ...found.data } as Notice] : [];
  });
}

const message = z.object({
  atMs: ms,
  reason: z.enum(['at-once', 'gathered', 'after-quiet-hours']),
  notices: z.array(z.unknown()),
  more: count,
});

/** The messages among `given`, in their order, with the notices that can be read; none without notices. */
export function messagesIn(given: readonly unknown[]): readonly NoticeMessage[] {
  return given.flatMap((each) => {
    const found = message.safeParse(each);
    const notices = found.success ? noticesIn(found.data.notices) : [];
    return found.success && notices.length > 0 ? [{ ...found.data, notices }] : [];
  });
}
