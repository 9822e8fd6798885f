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
import type { Notice, NoticeFacts, NoticeMessage } from './notice.ts';
import { COMPUTER_CLOCK } from './notice-clock.ts';
import type { Clock } from './notice-clock.ts';
import { EMPTY_GATE, emptied, released, withNotice } from './notice-gate.ts';
import { messageText, noticeSentence } from './notice-sentences.ts';
import { webhookTarget } from './test-notice.ts';
import type { WatchedEvent } from './watch/event-notices.ts';
import { afterEvent, afterLook, NEW_WATCH } from './watch/miner-watch.ts';
import { webhookFaultText } from './webhook/webhook-fault.ts';
import { createWebhookQueue } from './webhook/webhook-queue.ts';
import type { DeliveryEvent } from './webhook/webhook-queue.ts';

/** What comes of notices; `notice` is for anything that shows them, such as the desktop. */
export type NoticeEvent =
  { readonly type: 'notice'; readonly message: NoticeMessage } | DeliveryEvent;

export interface Notices {
  /** To be called with every event of the session. */
  take(event: WatchedEvent, snapshot: Pick<MinerSnapshot, 'blocks'>): void;
  /** To be called every second while mining. */
  look(snapshot: MinerSnapshot): void;
  /** Sends what is about to go out; takes a few seconds at most. Never rejects. */
  close(): Promise<void>;
}

interface NoticesOptions {
  /** Asked whenever something is decided. */
  readonly config: () => MinerConfig;
  /** The folder whose disk is watched. */
  readonly folder: string;
  readonly logger: Logger;
  readonly onEvent: (event: NoticeEvent) => void;
  readonly clock?: Clock;
  readonly environment?: Environment;
}

const TICK_MS = 1_000;
const DISK_EVERY_MS = 60_000;
const CLOSING_MS = 3_000;

export function createNotices(options: NoticesOptions): Notices {
  const { config, logger, onEvent, clock = COMPUTER_CLOCK } = options;
  let watch = NEW_WATCH;
  let gate = EMPTY_GATE;
  let cancelTick: (() => void) | null = null;
  let freeBytes: number | null = null;
  let diskAskedAtMs = -Infinity;
  const queue = createWebhookQueue({
    target: () => webhookTarget(config()),
    clock,
    onEvent(event) {
      logger[event.type === 'notice-sent' ? 'debug' : 'warn'](deliveryLine(event));
      onEvent(event);
    },
    ...(options.environment && { environment: options.environment }),
  });

  function add(facts: readonly NoticeFacts[]): void {
    for (const each of facts) {
      const notice: Notice = { ...each, atMs: clock.nowMs() };
      logger.info(noticeSentence(notice));
      gate = withNotice(gate, notice, config());
    }
    if (facts.length > 0) cancelTick ??= clock.after(TICK_MS, tick);
  }

  /** Runs while something waits. */
  function tick(): void {
    cancelTick = null;
    const { gate: next, messages } = released(gate, config(), clock.nowMs());
    gate = next;
    messages.forEach(deliver);
    const waits = gate.soon.notices.length > 0 || gate.quiet.notices.length > 0;
    if (waits) cancelTick = clock.after(TICK_MS, tick);
  }

  function deliver(message: NoticeMessage): void {
    onEvent({ type: 'notice', message });
    queue.send(message);
  }

  function lookAtDisk(): void {
    const nowMs = clock.nowMs();
    if (nowMs - diskAskedAtMs < DISK_EVERY_MS) return;
    diskAskedAtMs = nowMs;
    void freeBytesOf(options.folder).then((bytes) => (freeBytes = bytes));
  }

  return {
    take(event, snapshot) {
      const after = afterEvent(watch, event, snapshot);
      watch = after.watch;
      add(after.notices);
    },
    look(snapshot) {
      lookAtDisk();
      const after = afterLook(watch, snapshot, config(), freeBytes);
      watch = after.watch;
      add(after.notices);
    },
    async close() {
      cancelTick?.();
      emptied(gate, clock.nowMs()).forEach(deliver);
      gate = EMPTY_GATE;
      await queue.close(CLOSING_MS);
    },
  };
}

function deliveryLine(event: DeliveryEvent): string {
  const { message, host } = event;
  const { title } = messageText(message);
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
