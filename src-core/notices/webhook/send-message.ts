/** One attempt to hand a message to a webhook. */
import type { HttpConnections } from '../../http/connections.ts';
import type { HttpAnswer } from '../../http/http-request.ts';
import { sendAlone } from '../../http/send-alone.ts';
import { clipped } from '../../logging/clipped.ts';
import { visibleText } from '../../logging/visible-text.ts';
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { NoticeMessage } from '../notice.ts';
import { withoutSecrets } from './webhook-fault.ts';
import type { WebhookFault } from './webhook-fault.ts';
import { webhookRequest } from './webhook-form.ts';
import type { WebhookTarget } from './webhook-form.ts';

interface Unsent {
  readonly fault: WebhookFault;
  /** It asks to wait for this long; null where it does not. */
  readonly waitMs: number | null;
}

/** What became of one attempt. */
export type Sent = Result<null, Unsent>;

/** Time to connect. */
export const CONNECT_MS = 10_000;
const LIMITS = { connectMs: CONNECT_MS, answerMs: 15_000, maxBytes: 64 * 1024 };
const ANSWER_LENGTH = 200;
const TOO_MANY_REQUESTS = 429;

/**
 * Sends a message once. Redirects are not followed.
 * @param nowMs since the Unix epoch: a message that is late says its time
 */
export async function sendMessage(
  connections: HttpConnections,
  target: WebhookTarget,
  message: NoticeMessage,
  nowMs: number,
  signal?: AbortSignal,
): Promise<Sent> {
  const { address } = target;
  const made = webhookRequest(target, message, nowMs);
  if (made === null) return err({ fault: { kind: 'no-chat' }, waitMs: null });
  const { url, headers, body } = made;
  const request = { method: 'POST', url, headers, body: Buffer.from(body) } as const;
  const sent = await sendAlone(connections, { ...request, ...(signal && { signal }) }, LIMITS);
  if (!sent.ok) {
    const { kind: cause, detail } = sent.error;
    const fault = { kind: 'not-reached', cause, detail: withoutSecrets(detail, address) } as const;
    return err({ fault, waitMs: null });
  }
  const { status } = sent.value;
  if (status >= 200 && status < 300) return ok(null);
  if (status >= 300 && status < 400) {
    return err({ fault: { kind: 'redirected', status }, waitMs: null });
  }
  const said = answerOf(sent.value);
  const answer =
    said === null ? null : clipped(visibleText(withoutSecrets(said, address)), ANSWER_LENGTH);
  const waitMs = status === TOO_MANY_REQUESTS ? waitOf(sent.value) : null;
  return err({ fault: { kind: 'refused', status, answer }, waitMs });
}

/** Telegram has a `description`, Discord a `message`, ntfy an `error`, Slack a plain text. */
function answerOf({ body }: HttpAnswer): string | null {
  const text = body.toString().trim();
  const json = parsePeerJson(text);
  if (!json.ok) return text === '' || text.startsWith('<') ? null : text;
  for (const name of ['description', 'message', 'error']) {
    const said = fieldOf(json.value, name);
    if (typeof said === 'string') return said;
  }
  return null;
}

/**
 * How long it asks to wait, ms: by Retry-After (RFC 9110, seconds or a date), else as Telegram and
 * Discord say it in their answer.
 */
function waitOf({ headers, body }: HttpAnswer): number | null {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const seconds = Number(after);
    const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const json = parsePeerJson(body.toString());
  if (!json.ok) return null;
  const asked =
    fieldOf(json.value, 'retry_after') ?? fieldOf(fieldOf(json.value, 'parameters'), 'retry_after');
  return typeof asked === 'number' && asked >= 0 ? asked * 1000 : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
