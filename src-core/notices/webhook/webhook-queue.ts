/**
 * Messages on their way to a webhook, one after the other. What fails for a passing reason is tried
 * again after a pause that grows; nothing waits for it. What waits when the program ends is for the next run.
 */
import { openConnections } from '../../http/connections.ts';
import type { Environment } from '../../http/proxy-choice.ts';
import { err } from '../../result.ts';
import { reasonOf } from '../../system/thrown-reason.ts';
import type { NoticeMessage } from '../notice.ts';
import type { Clock } from '../notice-clock.ts';
import { CONNECT_MS, sendMessage } from './send-message.ts';
import type { Sent } from './send-message.ts';
import { isPassing, withoutSecrets } from './webhook-fault.ts';
import type { WebhookFault } from './webhook-fault.ts';
import type { WebhookTarget } from './webhook-form.ts';

/** `host` is that of the address: all of it that may be shown. */
export type DeliveryEvent =
  | { readonly type: 'notice-sent'; readonly message: NoticeMessage; readonly host: string }
  | {
      readonly type: 'notice-failed';
      readonly message: NoticeMessage;
      readonly host: string;
      readonly fault: WebhookFault;
      /** How long until it is tried again, ms; null where it is given up. */
      readonly retryMs: number | null;
    };

export interface WebhookQueue {
  /** Never throws, and returns at once. */
  send(message: NoticeMessage): void;
  /** What waits for another attempt is tried now. */
  hurry(): void;
  /** Messages that have neither arrived nor been given up, the oldest first. */
  waiting(): readonly NoticeMessage[];
  /** Tries the oldest that waits once more, and the others if it arrives, for `graceMs` at most. Never rejects. */
  close(graceMs: number): Promise<void>;
}

interface QueueOptions {
  /** Where messages go, asked at each attempt; null for nowhere. */
  readonly target: () => WebhookTarget | null;
  readonly clock: Clock;
  readonly onEvent: (event: DeliveryEvent) => void;
  /** Called when other messages wait than before. */
  readonly onWaiting?: () => void;
  /** Messages of an earlier run: they are sent at once. */
  readonly kept?: readonly NoticeMessage[];
  /** Where proxies are named. */
  readonly environment?: Environment;
}

/** A server that asks for longer is asked after this. */
const LONGEST_PAUSE_MS = 3_600_000;
const MINUTE_MS = 60_000;
/**
 * Pauses between attempts, ms; after the last one, in about five hours, a message is given up. Short, as
 * a fresh message waits behind the first: once the line is back, it arrives within five minutes.
 */
export const PAUSES_MS: readonly number[] = [
  ...[5_000, 15_000, MINUTE_MS],
  ...Array.from({ length: 60 }, () => 5 * MINUTE_MS),
];
/** Messages that wait; the oldest is given up for a new one. */
export const WAITING_LIMIT = 20;

/** Sends what is kept; its connections stay open until it is closed. */
export function createWebhookQueue(options: QueueOptions): WebhookQueue {
  const { clock, onEvent, onWaiting = () => undefined, environment = process.env } = options;
  const connections = openConnections({ insecure: false, connectMs: CONNECT_MS, environment });
  const aborted = new AbortController();
  const waiting: NoticeMessage[] = options.kept?.slice(-WAITING_LIMIT) ?? [];
  let isClosing = false;
  /** Ends a pause early. */
  let wake = (): void => undefined;
  let running: Promise<void> | null = null;

  function send(message: NoticeMessage): void {
    const target = options.target();
    if (target === null || isClosing) return;
    waiting.push(message);
    if (waiting.length > WAITING_LIMIT) {
      // The first may be on its way.
      const [dropped] = waiting.splice(1, 1);
      const { host } = target.address;
      if (dropped !== undefined) {
        const fault = { kind: 'too-many-wait' } as const;
        onEvent({ type: 'notice-failed', message: dropped, host, fault, retryMs: null });
      }
    }
    onWaiting();
    sendWaiting();
  }

  function sendWaiting(): void {
    if (waiting.length > 0) running ??= run();
  }

  async function run(): Promise<void> {
    try {
      for (let [message] = waiting; message !== undefined; [message] = waiting) {
        if (!(await deliver(message))) return;
        waiting.shift();
        onWaiting();
      }
    } finally {
      running = null;
    }
  }

  /** Until it has arrived or is given up; false where the program ends before. */
  async function deliver(message: NoticeMessage): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      const target = options.target();
      if (target === null) return true;
      if (aborted.signal.aborted) return false;
      const { host } = target.address;
      const sent = await attempted(target, message);
      if (sent.ok) {
        onEvent({ type: 'notice-sent', message, host });
        return true;
      }
      const { fault, waitMs } = sent.error;
      if (isClosing && isPassing(fault)) return false;
      const pauseMs = PAUSES_MS[attempt];
      const retryMs =
        pauseMs === undefined || !isPassing(fault)
          ? null
          : Math.min(LONGEST_PAUSE_MS, Math.max(pauseMs, waitMs ?? 0));
      onEvent({ type: 'notice-failed', message, host, fault, retryMs });
      if (retryMs === null) return true;
      await pause(retryMs);
    }
  }

  /** An exception concerns this message alone: those after it are sent. */
  async function attempted(target: WebhookTarget, message: NoticeMessage): Promise<Sent> {
    try {
      return await sendMessage(connections, target, message, clock.nowMs(), aborted.signal);
    } catch (error) {
      const detail = withoutSecrets(reasonOf(error), target.address);
      return err({ fault: { kind: 'not-made', detail }, waitMs: null });
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  sendWaiting();
  return {
    send,
    hurry: () => wake(),
    waiting: () => [...waiting],
    async close(graceMs) {
      isClosing = true;
      wake();
      const timer = setTimeout(() => aborted.abort(), graceMs);
      await running;
      clearTimeout(timer);
      connections.close();
    },
  };
}
