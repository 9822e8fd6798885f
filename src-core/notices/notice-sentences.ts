/**
 * Notices in English, for the terminal, the log and webhooks. The screen has the same in messages/en/notices.json; a test
 * of renderer/wording/notices/ compares them.
 */
import type { WorkerKind } from '../config/workers-of.ts';
import { clipped } from '../logging/clipped.ts';
import { durationText } from '../logging/duration-text.ts';
import { hashRateText } from '../logging/hash-rate-text.ts';
import { visibleText } from '../logging/visible-text.ts';
import type { Notice, NoticeKind, NoticeMessage } from './notice.ts';

/** What a message says. */
interface MessageText {
  /** A few words in ASCII, without names. */
  readonly title: string;
  /** One line or several. */
  readonly text: string;
}

/** Names of machines are theirs to choose. */
const NAME_LENGTH = 64;
/** More notices of one kind in one message are counted. */
const LISTED_EACH = 3;
/** A message that is read later than this, ms, has the time of what it reports. */
const LATE_MS = 120_000;

/** The message in words, as they are read at `nowMs` (since the Unix epoch). */
export function messageText(message: NoticeMessage, nowMs: number): MessageText {
  const { reason, notices, more } = message;
  if (reason === 'test') {
    return { title: 'Heddle: test', text: 'This is a test. Notices from Heddle appear here.' };
  }
  const [first] = notices;
  if (first !== undefined && notices.length === 1 && more === 0) {
    const isLate = reason === 'after-quiet-hours' || nowMs - message.atMs > LATE_MS;
    return { title: TITLES[first.kind], text: lineOf(first, isLate) };
  }
  const count = notices.length + more;
  const title =
    reason === 'after-quiet-hours' ? `${count} notices from quiet hours` : `${count} notices`;
  const lines = groupsOf(notices).flatMap((group) =>
    group.length > LISTED_EACH ? [groupLine(group)] : group.map((notice) => lineOf(notice, true)),
  );
  if (more > 0) lines.push(`${more} more ${more === 1 ? 'notice' : 'notices'}.`);
  return { title, text: lines.join('\n') };
}

const TITLES: Readonly<Record<NoticeKind, string>> = {
  'block-found': 'Block found',
  'block-orphaned': 'Block orphaned',
  'machine-offline': 'Machine offline',
  'machine-back': 'Machine back',
  'rate-low': 'Hash rate low',
  'rejects-high': 'Many shares rejected',
  'machine-hot': 'Machine too hot',
  'node-lost': 'Node lost',
  'node-back': 'Node back',
  'fallback-used': 'Fallback node in use',
  'network-stalled': 'Network at a standstill',
  'mining-stopped': 'Mining stopped',
  'workers-failed': 'Worker failed',
  'workers-back': 'Worker back',
  'messages-lost': 'Webhook not reached',
  'disk-low': 'Disk nearly full',
};

/** A notice in a sentence. */
export function noticeSentence(notice: Notice): string {
  switch (notice.kind) {
    case 'block-found': {
      const { finder } = notice;
      const found = finder === null ? 'A block was found' : `${named(finder)} found a block`;
      const on = notice.versionName === null ? '' : ` on ${named(notice.versionName)}`;
      return `${found}${on}${placeOf(notice)}. The node accepted it.`;
    }
    case 'block-orphaned':
      return `A block${placeOf(notice)} was orphaned: another one took its place.`;
    case 'machine-offline': {
      const away = durationText(notice.atMs - notice.sinceMs);
      return `${named(notice.machine)} has been offline for ${away}.`;
    }
    case 'machine-back':
      return `${named(notice.machine)} is back after ${durationText(notice.awayMs)}.`;
    case 'rate-low': {
      const { machine, worker } = notice;
      const own = worker === null ? 'This computer' : WORKERS[worker];
      const whose = machine === null ? own : named(machine);
      const part = Math.round((100 * notice.rate) / notice.usual);
      const usual = hashRateText(notice.usual);
      return `${whose} hashes at ${hashRateText(notice.rate)}, ${part}% of the usual ${usual}.`;
    }
    case 'rejects-high': {
      const { refused, shares } = notice;
      return `${refused} of the last ${shares} shares of ${named(notice.machine)} were rejected.`;
    }
    case 'machine-hot': {
      const { part, celsius, limit } = notice;
      const hot = `a ${part} is at ${Math.round(celsius)} °C, the limit is ${limit} °C`;
      return `${named(notice.machine)} is too hot: ${hot}.`;
    }
    case 'node-lost': {
      const away = durationText(notice.atMs - notice.sinceMs);
      return `The node ${hostOf(notice.node)} has had no work for ${away}. Nothing is mined.`;
    }
    case 'node-back': {
      const away = durationText(notice.awayMs);
      return `The node ${hostOf(notice.node)} has work again after ${away}.`;
    }
    case 'fallback-used':
      return `The node ${hostOf(notice.lost)} does not answer. ${hostOf(notice.node)} is used instead.`;
    case 'network-stalled': {
      const name = notice.versionName === null ? 'The network' : named(notice.versionName);
      return `${name} stands still: no new block for ${durationText(notice.atMs - notice.sinceMs)}.`;
    }
    case 'mining-stopped':
      return STOPPED[notice.reason];
    case 'workers-failed': {
      const { part } = notice;
      const some = part === null ? '' : ` (${part.failing} of ${part.of})`;
      const away = durationText(notice.atMs - notice.sinceMs);
      return `${WORKERS[notice.workers]}${some} has failed for ${away}. Heddle tries again; the log has the reason.`;
    }
    case 'workers-back':
      return `${WORKERS[notice.workers]} works again after ${durationText(notice.awayMs)}.`;
    case 'messages-lost': {
      const { messages } = notice;
      const [what, are] =
        messages === 1 ? ['A message has', 'is'] : [`${messages} messages have`, 'are'];
      return `${what} not reached ${named(notice.host)} and ${are} not sent again. The log has the reason.`;
    }
    case 'disk-low':
      return notice.freeBytes === null
        ? 'The disk of the data folder is full. Mining continues, but no history is kept.'
        : `The disk of the data folder is nearly full: ${Math.floor(notice.freeBytes / 1e6)} MB are free.`;
  }
}

const SIMULATED = 'The simulated worker';

const WORKERS: Readonly<Record<WorkerKind, string>> = {
  stratum: 'The Stratum server',
  cpu: 'The processor of this computer',
  gpu: 'The graphics card of this computer',
  external: 'The external program',
  simulation: SIMULATED,
  'constant-delay': SIMULATED,
  'on-demand': SIMULATED,
};

type StopReason = Extract<Notice, { kind: 'mining-stopped' }>['reason'];

const STOPPED: Readonly<Record<StopReason, string>> = {
  'on-battery': 'The computer runs on battery. Mining is paused.',
  'too-hot': 'The processor of this computer is too hot. Mining is paused.',
  'not-resumed': 'Mining could not resume after a pause.',
  'not-started': 'Mining could not start when Heddle opened. The log has the reason.',
  'kept-ending':
    'Mining was not started again: Heddle ended several times soon after it had begun to mine.',
  'broke-down': 'Mining stopped because of an error in Heddle. The log has the details.',
};

/** Why mining stops or pauses by itself. */
export const STOP_REASONS = Object.keys(STOPPED) as [StopReason, ...StopReason[]];

/** Notices of one kind together, in the order of the first of each. */
function groupsOf(notices: readonly Notice[]): readonly (readonly Notice[])[] {
  const groups = new Map<NoticeKind, Notice[]>();
  for (const notice of notices) {
    groups.set(notice.kind, [...(groups.get(notice.kind) ?? []), notice]);
  }
  return [...groups.values()];
}

/** `Machine offline, 17 times: a, b, c and 14 more.` */
function groupLine(group: readonly Notice[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const names = [...new Set(group.flatMap(nameIn))];
  const shown = names.slice(0, LISTED_EACH).join(', ');
  const rest = names.length > LISTED_EACH ? ` and ${names.length - LISTED_EACH} more` : '';
  return `${TITLES[first.kind]}, ${group.length} times${shown === '' ? '' : `: ${shown}${rest}`}.`;
}

function nameIn(notice: Notice): readonly string[] {
  if ('machine' in notice && notice.machine !== null) return [named(notice.machine)];
  return 'finder' in notice && notice.finder !== null ? [named(notice.finder)] : [];
}

function lineOf(notice: Notice, isTimed: boolean): string {
  if (!isTimed) return noticeSentence(notice);
  const time = new Date(notice.atMs);
  const digits = (value: number): string => String(value).padStart(2, '0');
  return `${digits(time.getHours())}:${digits(time.getMinutes())} ${noticeSentence(notice)}`;
}

function placeOf({ chain, height }: { chain: number | null; height: number | null }): string {
  return chain === null || height === null ? '' : ` (chain ${chain}, height ${height})`;
}

function named(name: string): string {
  return visibleText(clipped(name, NAME_LENGTH));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
