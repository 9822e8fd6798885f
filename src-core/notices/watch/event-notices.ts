/** Notices of what happens at one moment: blocks, and mining that stops by itself. */
import type { MinerEvent } from '../../state/miner-events.ts';
import type { MinerSnapshot, OwnBlock } from '../../state/snapshot-types.ts';
import type { RestReason } from '../../rests/rest-events.ts';
import { isPracticeNetwork } from '../notice.ts';
import type { NoticeFacts, NotStartedReason } from '../notice.ts';

/** What the session announces and this reads; other events mean nothing here. */
export type WatchedEvent =
  | MinerEvent
  | { readonly type: 'resume-failed' }
  | { readonly type: 'broke-down' }
  | { readonly type: 'not-started'; readonly reason: NotStartedReason }
  | { readonly type: 'sampled' | 'practice-reset' | NoticeEventType };

type NoticeEventType = 'noticed' | 'notice' | 'notice-sent' | 'notice-failed';

/** Blocks that a node may have taken, by id: reported when the chain has them. */
export type UncertainBlocks = ReadonlySet<string>;

/** Ids that are remembered. */
const UNCERTAIN_LIMIT = 500;

/** Pauses that the user cannot foresee; those of the schedule and while the computer is in use are daily. */
const UNPLANNED = {
  schedule: null,
  battery: 'on-battery',
  'in-use': null,
  temperature: 'too-hot',
} as const satisfies Readonly<Record<RestReason, string | null>>;

interface EventNotices {
  readonly uncertain: UncertainBlocks;
  readonly notices: readonly NoticeFacts[];
}

/** After an event. */
export function noticesOfEvent(
  uncertain: UncertainBlocks,
  event: WatchedEvent,
  { blocks }: Pick<MinerSnapshot, 'blocks'>,
): EventNotices {
  const only = (...notices: readonly NoticeFacts[]): EventNotices => ({ uncertain, notices });
  switch (event.type) {
    case 'solution-accepted':
      return only(...found(event.id, blocks));
    case 'solution-uncertain': {
      const newest = [...uncertain, event.id].slice(-UNCERTAIN_LIMIT);
      return { uncertain: new Set(newest), notices: [] };
    }
    case 'block-confirmed': {
      if (!uncertain.has(event.id)) return only();
      return { uncertain: without(uncertain, event.id), notices: found(event.id, blocks) };
    }
    case 'block-orphaned': {
      const block = blockOf(event.id, blocks);
      const { chain = null, height = null } = block ?? {};
      return {
        uncertain: without(uncertain, event.id),
        notices: isOfPractice(block)
          ? []
          : [{ kind: 'block-orphaned', id: event.id, chain, height }],
      };
    }
    case 'paused': {
      const reason = UNPLANNED[event.reason];
      return reason === null ? only() : only({ kind: 'mining-stopped', reason });
    }
    case 'resume-failed':
      return only({ kind: 'mining-stopped', reason: 'not-resumed' });
    case 'broke-down':
      return only({ kind: 'mining-stopped', reason: 'broke-down' });
    case 'not-started':
      return only({ kind: 'mining-stopped', reason: event.reason });
    default:
      return only();
  }
}

function found(id: string, blocks: readonly OwnBlock[]): readonly NoticeFacts[] {
  const block = blockOf(id, blocks);
  if (isOfPractice(block)) return [];
  return [
    {
      kind: 'block-found',
      id,
      chain: block?.chain ?? null,
      height: block?.height ?? null,
      versionName: block?.versionName ?? null,
      finder: block?.worker ?? null,
    },
  ];
}

/** Also behind a node of the user's own: such blocks come every few seconds, and are worth nothing. */
function isOfPractice(block: OwnBlock | undefined): boolean {
  return block !== undefined && isPracticeNetwork(block.versionName);
}

function blockOf(id: string, blocks: readonly OwnBlock[]): OwnBlock | undefined {
  return blocks.find((block) => block.id === id);
}

function without(uncertain: UncertainBlocks, id: string): UncertainBlocks {
  return uncertain.has(id) ? new Set([...uncertain].filter((each) => each !== id)) : uncertain;
}
