/**
 * When notices go out: notices that come close together become one message, and in quiet hours those
 * that may wait do so until the end, when one message has them all. Pure: time is an argument.
 */
import { isWithin, parseHours } from '../config/hours.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { topicOf } from './notice.ts';
import type { Notice, NoticeKind, NoticeMessage, NoticeTopic } from './notice.ts';

/** What the gate follows; it is asked each time. */
export type GateRules = Pick<
  MinerConfig,
  'notifyKinds' | 'notifyQuietHours' | 'notifyQuietPass' | 'practice'
>;

/** A pile of notices that wait together. */
export interface Waiting {
  readonly notices: readonly Notice[];
  readonly more: number;
}

interface Gate {
  /** They go out in a moment. */
  readonly soon: Waiting;
  /** They wait for the end of quiet hours. */
  readonly quiet: Waiting;
  /** The last messages that went out, oldest first. */
  readonly sent: readonly { readonly atMs: number; readonly isStorm: boolean }[];
}

/** A failed switch disconnects all machines within seconds: one message reports them. */
export const GATHER_MS = 5_000;
/** After a message of several notices the next one waits, and no more than a few go out in that time. */
export const GAP_MS = 60_000;
const MESSAGES_IN_GAP = 3;
/** Notices that are kept while they wait; the rest is counted. */
export const KEPT_LIMIT = 100;

export const NONE_WAITING: Waiting = { notices: [], more: 0 };

export const EMPTY_GATE: Gate = { soon: NONE_WAITING, quiet: NONE_WAITING, sent: [] };

/**
 * On the practice network, blocks come every few seconds and are worth nothing; or, where what mines is slow, so rarely
 * that it seems to stand still, as it has no other blocks.
 */
const NOT_WHEN_PRACTISING: readonly NoticeTopic[] = [
  'block-found',
  'block-orphaned',
  'network-stalled',
];

/** Whether the user wants to know of such a notice. */
export function isWanted(kind: NoticeKind, { notifyKinds, practice }: GateRules): boolean {
  const topic = topicOf(kind);
  if (topic === null) return true;
  return notifyKinds.includes(topic) && !(practice && NOT_WHEN_PRACTISING.includes(topic));
}

/** The gate with a notice that has just come; one that is not wanted is dropped. */
export function withNotice(gate: Gate, notice: Notice, rules: GateRules): Gate {
  if (!isWanted(notice.kind, rules)) return gate;
  const topic = topicOf(notice.kind);
  const passes = topic !== null && rules.notifyQuietPass.includes(topic);
  const waits = isQuiet(rules, notice.atMs) && !passes;
  return waits
    ? { ...gate, quiet: added(gate.quiet, notice) }
    : { ...gate, soon: added(gate.soon, notice) };
}

/** The messages that are due, and the gate without them. */
export function released(
  gate: Gate,
  rules: GateRules,
  nowMs: number,
): { readonly gate: Gate; readonly messages: readonly NoticeMessage[] } {
  const messages: NoticeMessage[] = [];
  let next = gate;
  if (count(gate.quiet) > 0 && !isQuiet(rules, nowMs)) {
    messages.push({ atMs: nowMs, reason: 'after-quiet-hours', ...gate.quiet });
    next = { ...next, quiet: NONE_WAITING };
  }
  const dueAtMs = dueAt(gate);
  if (dueAtMs !== null && nowMs >= dueAtMs) {
    const reason = count(gate.soon) === 1 ? 'at-once' : 'gathered';
    messages.push({ atMs: nowMs, reason, ...gate.soon });
    const sent = [...gate.sent, { atMs: nowMs, isStorm: reason === 'gathered' }];
    next = { ...next, soon: NONE_WAITING, sent: sent.slice(-MESSAGES_IN_GAP) };
  }
  return { gate: next, messages };
}

/** What would go out soon goes out now: the program ends. */
export function emptied(gate: Gate, nowMs: number): readonly NoticeMessage[] {
  if (count(gate.soon) === 0) return [];
  return [{ atMs: nowMs, reason: count(gate.soon) === 1 ? 'at-once' : 'gathered', ...gate.soon }];
}

/** When the notices that go out soon are due; null without any. */
function dueAt({ soon, sent }: Gate): number | null {
  const [first] = soon.notices;
  if (first === undefined) return null;
  const [oldest] = sent;
  const last = sent.at(-1);
  return Math.max(
    first.atMs + GATHER_MS,
    oldest !== undefined && sent.length === MESSAGES_IN_GAP ? oldest.atMs + GAP_MS : 0,
    last?.isStorm === true ? last.atMs + GAP_MS : 0,
  );
}

function added({ notices, more }: Waiting, notice: Notice): Waiting {
  return notices.length < KEPT_LIMIT
    ? { notices: [...notices, notice], more }
    : { notices, more: more + 1 };
}

function count({ notices, more }: Waiting): number {
  return notices.length + more;
}

function isQuiet({ notifyQuietHours }: GateRules, atMs: number): boolean {
  const hours = notifyQuietHours === null ? null : parseHours(notifyQuietHours);
  if (hours === null) return false;
  const time = new Date(atMs);
  return isWithin(hours, time.getHours() * 60 + time.getMinutes());
}
