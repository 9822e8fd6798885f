/**
 * Watches the miner, and passes messages to listeners and to the webhook of the settings. Mining never
 * waits for it.
 */
import { statfs } from 'node:fs/promises';
import type { MinerConfig } from '../config/miner-config.ts';
import type { Environment } from '../http/proxy-choice.ts';
import { durationText } from '../logging/duration-text.ts';
import type { Logger } from '../logging/logger.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { ENGLISH_WORDS } from './english-words.ts';
import type { Notice, NoticeFacts, NoticeMessage } from './notice.ts';
import { COMPUTER_CLOCK } from './notice-clock.ts';
import type { Clock } from './notice-clock.ts';
import { openNoticeFile, RECENT_LIMIT } from './kept/notice-file.ts';
import { EMPTY_GATE, emptied, isWanted, released, withNotice } from './notice-gate.ts';
import { messageText } from './notice-message.ts';
import { noticeSentence } from './notice-sentence.ts';
import type { NoticeWords } from './notice-words.ts';
import { webhookTarget } from './test-notice.ts';
import type { WatchedEvent } from './watch/event-notices.ts';
import { afterEvent, afterLook, NEW_WATCH } from './watch/miner-watch.ts';
import type { MinerWatch } from './watch/miner-watch.ts';
import type { UsualRates } from './watch/rate-watch.ts';
import { missingOf } from './watch/missing-machines.ts';
import type { WorkedMachine } from './watch/missing-machines.ts';
import { deliveryAfter } from './webhook/delivery.ts';
import type { Delivery } from './webhook/delivery.ts';
import { webhookFaultText } from './webhook/webhook-fault.ts';
import { createWebhookQueue } from './webhook/webhook-queue.ts';
import type { DeliveryEvent } from './webhook/webhook-queue.ts';

/** What comes of notices. */
export type NoticeEvent =
  /** It happened just now, whether its message goes out or waits. */
  | { readonly type: 'noticed'; readonly notice: Notice }
  /** For anything that shows messages, such as the desktop. */
  | { readonly type: 'notice'; readonly message: NoticeMessage }
  | DeliveryEvent;

/** What there is to read about notices. */
export interface NoticesView {
  /** The latest ones, of earlier runs too, newest first. */
  recent(): readonly Notice[];
  /** What became of the last attempt at the webhook in this run; null before the first. */
  delivery(): Delivery | null;
}

export interface Notices extends NoticesView {
  /** To be called with every event of the session. */
  take(event: WatchedEvent, snapshot: Pick<MinerSnapshot, 'blocks'>): void;
  /** To be called every second while mining. */
  look(snapshot: MinerSnapshot): void;
  /** The time has jumped, or the network has changed: what waits a moment or for the webhook goes out now. */
  wake(): void;
  /** Sends what is about to go out; takes a few seconds at most. Never rejects. */
  close(): Promise<void>;
}

interface NoticesOptions {
  /** Asked whenever something is decided. */
  readonly config: () => MinerConfig;
  /** The folder whose disk is watched, and where notices are kept. */
  readonly folder: string;
  readonly usualRate?: UsualRates;
  /** Machines of earlier runs: they are expected again. */
  readonly machines?: readonly WorkedMachine[];
  readonly logger: Logger;
  readonly onEvent: (event: NoticeEvent) => void;
  /** What messages to the webhook are written with, asked at each attempt; English by default. */
  readonly words?: (() => NoticeWords) | undefined;
  readonly clock?: Clock;
  readonly environment?: Environment;
}

const TICK_MS = 1_000;
const DISK_EVERY_MS = 60_000;
const CLOSING_MS = 3_000;
/** With a wrong address, every message is given up. */
const LOSSES_EVERY_MS = 3_600_000;
/** Messages of an earlier run are of interest for this long. */
const UNSENT_FOR_MS = 24 * 3_600_000;

/** Watches the miner and sends notices; those kept in the folder are read first. Runs until it is closed. */
export function createNotices(options: NoticesOptions): Notices {
  const { config, logger, onEvent, clock = COMPUTER_CLOCK } = options;
  const { usualRate = () => null, machines = [], words = () => ENGLISH_WORDS } = options;
  const file = openNoticeFile(options.folder, logger);
  let watch: MinerWatch = { ...NEW_WATCH, missing: missingOf(machines) };
  let gate = { ...EMPTY_GATE, quiet: file.kept.quiet };
  let recent = file.kept.recent;
  let delivery: Delivery | null = null;
  let cancelTick: (() => void) | null = null;
  let freeBytes: number | null = null;
  let diskAskedAtMs = -Infinity;
  /** Messages that were given up, beyond those that are reported. */
  let lost = 0;
  let lossReportedAtMs = -Infinity;
  const queue = createWebhookQueue({
    target: () => webhookTarget(config(), words()),
    clock,
    onEvent(event) {
      logger[event.type === 'notice-sent' ? 'debug' : 'warn'](deliveryLine(event, clock.nowMs()));
      delivery = deliveryAfter(event, clock.nowMs());
      onEvent(event);
      if (event.type === 'notice-failed' && event.retryMs === null) lose(event.host);
    },
    onWaiting: keep,
    kept: file.kept.unsent.filter(({ atMs }) => clock.nowMs() - atMs <= UNSENT_FOR_MS),
    ...(options.environment && { environment: options.environment }),
  });

  function add(facts: readonly NoticeFacts[]): void {
    for (const each of facts) {
      const notice: Notice = { ...each, atMs: clock.nowMs() };
      if (!isWanted(notice.kind, config())) continue;
      logger.info(noticeSentence(ENGLISH_WORDS, notice));
      gate = withNotice(gate, notice, config());
      recent = [notice, ...recent].slice(0, RECENT_LIMIT);
      keep();
      onEvent({ type: 'noticed', notice });
    }
    tickSoon();
  }

  /** Whoever relies on the webhook has to know elsewhere that it was not reached: in the list, and on the desktop. */
  function lose(host: string): void {
    lost += 1;
    const nowMs = clock.nowMs();
    if (Math.abs(nowMs - lossReportedAtMs) < LOSSES_EVERY_MS) return;
    lossReportedAtMs = nowMs;
    add([{ kind: 'messages-lost', host, messages: lost }]);
    lost = 0;
  }

  function keep(): void {
    file.write({ quiet: gate.quiet, unsent: queue.waiting(), recent });
  }

  /** While something waits. */
  function tickSoon(): void {
    const waits = gate.soon.notices.length > 0 || gate.quiet.notices.length > 0;
    if (waits) cancelTick ??= clock.after(TICK_MS, tick);
  }

  function tick(): void {
    cancelTick = null;
    const { gate: next, messages } = released(gate, config(), clock.nowMs());
    const isQuietOver = next.quiet !== gate.quiet;
    gate = next;
    if (isQuietOver) keep();
    messages.forEach(deliver);
    tickSoon();
  }

  function deliver(message: NoticeMessage): void {
    onEvent({ type: 'notice', message });
    // The webhook itself is not told of what it missed: that could go on for ever.
    const notices = message.notices.filter(({ kind }) => kind !== 'messages-lost');
    if (notices.length > 0) queue.send({ ...message, notices });
  }

  /** Without waiting for more that belongs to it. */
  function sendSoon(): void {
    const messages = emptied(gate, clock.nowMs());
    gate = { ...EMPTY_GATE, quiet: gate.quiet };
    messages.forEach(deliver);
  }

  function lookAtDisk(): void {
    const nowMs = clock.nowMs();
    if (nowMs - diskAskedAtMs < DISK_EVERY_MS) return;
    diskAskedAtMs = nowMs;
    void freeBytesOf(options.folder).then((bytes) => (freeBytes = bytes));
  }

  tickSoon();
  return {
    recent: () => recent,
    delivery: () => delivery,
    take(event, snapshot) {
      const after = afterEvent(watch, event, snapshot);
      watch = after.watch;
      add(after.notices);
    },
    look(snapshot) {
      lookAtDisk();
      const after = afterLook(watch, snapshot, config(), { freeBytes, usualRate });
      watch = after.watch;
      add(after.notices);
    },
    wake() {
      sendSoon();
      diskAskedAtMs = -Infinity;
      queue.hurry();
    },
    async close() {
      cancelTick?.();
      sendSoon();
      await queue.close(CLOSING_MS);
      const unsent = queue.waiting().length;
      if (unsent > 0) logger.warn(`messages that are sent after the next start: ${unsent}`);
      await file.settled();
    },
  };
}

function deliveryLine(event: DeliveryEvent, nowMs: number): string {
  const { message, host } = event;
  const { title } = messageText(ENGLISH_WORDS, message, nowMs);
  if (event.type === 'notice-sent') return `sent to ${host}: ${title}`;
  const { fault, retryMs } = event;
  const next = retryMs === null ? 'giving up' : `next attempt in ${durationText(retryMs)}`;
  return `not sent to ${host}: ${title}: ${webhookFaultText(fault)}; ${next}`;
}

/** Null where the system does not say. */
async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
