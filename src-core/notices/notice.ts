/** Notices: what the user wants to know while away, as facts without words. */
import type { MinerConfig } from '../config/miner-config.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import type { NodeErrorKind } from '../node/node-errors.ts';

/** What is switched on and off, and waits or passes in quiet hours. */
export type NoticeTopic = MinerConfig['notifyKinds'][number];

/**
 * Why mining did not start with the program:
 * - `not-started`: it could not
 * - `kept-ending`: the program ended several times soon after it had begun to mine
 */
export type NotStartedReason = 'not-started' | 'kept-ending';

/** Why mining stops or pauses by itself, or does not start. */
export const STOP_REASONS = [
  ...(['on-battery', 'too-hot', 'not-resumed', 'broke-down'] as const),
  ...(['not-started', 'kept-ending'] as const satisfies NotStartedReason[]),
] as const;

export type StopReason = (typeof STOP_REASONS)[number];

/** Whether a network is one of practice, by the names that practice nodes give; the screen has the same rule. */
export function isPracticeNetwork(versionName: string): boolean {
  return versionName === 'practice' || versionName.startsWith('practice-');
}

/** Facts of a notice. `machine` is a rig by its name, or a machine by its address. */
export type NoticeFacts =
  /** The node took a block. */
  | {
      readonly kind: 'block-found';
      readonly id: string;
      readonly chain: number | null;
      readonly height: number | null;
      readonly versionName: string | null;
      readonly finder: string | null;
    }
  | {
      readonly kind: 'block-orphaned';
      readonly id: string;
      readonly chain: number | null;
      readonly height: number | null;
    }
  | { readonly kind: 'machine-offline'; readonly machine: string; readonly sinceMs: number }
  | { readonly kind: 'machine-back'; readonly machine: string; readonly awayMs: number }
  /** Rates in hashes per second. */
  | {
      readonly kind: 'rate-low';
      /** Null for this computer. */
      readonly machine: string | null;
      /** What is slow on this computer; null for a machine, and in notices of versions that did not tell. */
      readonly worker: WorkerKind | null;
      readonly rate: number;
      readonly usual: number;
    }
  /** Refused ones of the last `shares`. */
  | {
      readonly kind: 'rejects-high';
      readonly machine: string;
      readonly refused: number;
      readonly shares: number;
    }
  | {
      readonly kind: 'machine-hot';
      readonly machine: string;
      readonly part: 'chip' | 'board';
      readonly celsius: number;
      readonly limit: number;
    }
  /** No node has work. `node` is a base URL. */
  | {
      readonly kind: 'node-lost';
      readonly node: string;
      readonly error: NodeErrorKind;
      readonly sinceMs: number;
    }
  /** The preferred node is mined on again. */
  | { readonly kind: 'node-back'; readonly node: string; readonly awayMs: number }
  | { readonly kind: 'fallback-used'; readonly node: string; readonly lost: string }
  | {
      readonly kind: 'network-stalled';
      readonly versionName: string | null;
      readonly sinceMs: number;
    }
  /** Not by the user. */
  | { readonly kind: 'mining-stopped'; readonly reason: StopReason }
  /** A kind of worker has failed and is tried again; `part`: those of it that fail, null where none mines. */
  | {
      readonly kind: 'workers-failed';
      readonly workers: WorkerKind;
      readonly part: { readonly failing: number; readonly of: number } | null;
      readonly sinceMs: number;
    }
  | { readonly kind: 'workers-back'; readonly workers: WorkerKind; readonly awayMs: number }
  /** The webhook has not taken messages, and they are not sent again. `host` is all of its address that may be shown. */
  | { readonly kind: 'messages-lost'; readonly host: string; readonly messages: number }
  /** Null where the disk is full already. */
  | { readonly kind: 'disk-low'; readonly freeBytes: number | null };

export type NoticeKind = NoticeFacts['kind'];

/** A notice with its time, ms since the Unix epoch. */
export type Notice = NoticeFacts & { readonly atMs: number };

/** Why a message comes as it does; a `test` has no notices. */
type MessageReason = 'at-once' | 'gathered' | 'after-quiet-hours' | 'test';

/** What is shown or sent as one: one notice or several, oldest first. */
export interface NoticeMessage {
  readonly atMs: number;
  readonly reason: MessageReason;
  readonly notices: readonly Notice[];
  /** Further notices that are not kept: there were too many. */
  readonly more: number;
}

/** The topic that a notice belongs to; null for one that cannot be switched off. */
export function topicOf(kind: NoticeKind): NoticeTopic | null {
  switch (kind) {
    case 'messages-lost':
      return null;
    case 'machine-back':
      return 'machine-offline';
    case 'node-back':
      return 'node-lost';
    case 'workers-failed':
    case 'workers-back':
      return 'mining-stopped';
    default:
      return kind;
  }
}
