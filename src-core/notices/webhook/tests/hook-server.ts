/** A webhook on a real local server, with a queue that sends to it and a clock that is moved by hand. */
import type { IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { bodyOf, serveHttp } from '../../../tests/loopback-server.ts';
import { HandClock } from '../../../tests/hand-clock.ts';
import { ENGLISH_WORDS } from '../../english-words.ts';
import { webhookTarget } from '../../test-notice.ts';
import type { WebhookForm } from '../webhook-form.ts';
import { createWebhookQueue } from '../webhook-queue.ts';
import type { DeliveryEvent, WebhookQueue } from '../webhook-queue.ts';

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Hook {
  readonly queue: WebhookQueue;
  readonly clock: HandClock;
  readonly received: Received[];
  readonly events: DeliveryEvent[];
  readonly host: string;
  /** Resolves with that event, counted from 0, once it is there. */
  event(at: number): Promise<DeliveryEvent>;
}

/** A server that gives these answers in order, the last one from then on. */
export async function hook(
  form: WebhookForm,
  path: string,
  answers: readonly Answer[],
  user = '',
  words = ENGLISH_WORDS,
): Promise<Hook> {
  const received: Received[] = [];
  const events: DeliveryEvent[] = [];
  let looks: (() => void)[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url, headers } = request;
      const answer = answers[Math.min(received.length, answers.length - 1)] ?? { status: 500 };
      received.push({ method, path: url, headers, body: body.toString() });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
  });
  const clock = new HandClock();
  const queue = createWebhookQueue({
    target: () =>
      webhookTarget(
        { notifyWebhook: `http://${user}${server.address}${path}`, notifyForm: form },
        words,
      ),
    clock,
    onEvent(event) {
      events.push(event);
      for (const look of looks.splice(0)) look();
    },
    environment: {},
  });
  onTestFinished(async () => {
    await queue.close(0);
    await server.close();
  });
  async function event(at: number): Promise<DeliveryEvent> {
    for (;;) {
      const found = events[at];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (looks = [...looks, resolve]));
    }
  }
  return { queue, clock, received, events, host: server.address, event };
}

/** The pause begins after the event is reported. */
export async function passPause(clock: HandClock, ms: number): Promise<void> {
  while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.pass(ms);
}
