/**
 * A message as each kind of webhook wants it:
 * - ntfy: https://docs.ntfy.sh/publish/ (the text as the body, title, priority and tags as headers)
 * - Telegram: https://core.telegram.org/bots/api#sendmessage
 * - Discord: https://discord.com/developers/docs/resources/webhook#execute-webhook
 * - Slack: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * - json: our own, see `factsOf`
 */
import type { MinerConfig } from '../../config/miner-config.ts';
import { basicAuthorization } from '../../http/basic-authorization.ts';
import { clipped } from '../../logging/clipped.ts';
import { topicOf } from '../notice.ts';
import type { NoticeMessage } from '../notice.ts';
import { messageText } from '../notice-message.ts';
import type { NoticeWords } from '../notice-words.ts';
import { headerText } from './header-text.ts';

export type WebhookForm = MinerConfig['notifyForm'];

/** Where a message goes, and what it is written with. */
export interface WebhookTarget {
  readonly address: URL;
  readonly form: WebhookForm;
  readonly words: NoticeWords;
}

/** A POST request. */
interface WebhookRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Discord takes 2,000 characters, Telegram 4,096, ntfy 4,096 bytes. */
const TEXT_LENGTH = 1_900;
const NTFY_LENGTH = 1_300;

/** The request for a message, at `nowMs` since the Unix epoch; null where a Telegram address names no chat. */
export function webhookRequest(
  { form, address, words }: WebhookTarget,
  message: NoticeMessage,
  nowMs: number,
): WebhookRequest | null {
  const { title, text: spaced } = messageText(words, message, nowMs);
  // What a program reads it with may look for spaces that break.
  const whole = spaced.replaceAll('\u00a0', ' ');
  const text = clipped(whole, form === 'ntfy' ? NTFY_LENGTH : TEXT_LENGTH);
  switch (form) {
    case 'json':
      return asJson(address, { ...factsOf(message), title, text: whole });
    case 'ntfy':
      return {
        url: withoutUser(address),
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          title: headerText(title),
          priority: isBad(message) ? 'high' : 'default',
          tags: tagOf(message),
          ...authorizationOf(address),
        },
        body: text,
      };
    case 'telegram': {
      const { url, parameters } = withoutQuery(address);
      if (!Object.hasOwn(parameters, 'chat_id')) return null;
      return asJson(url, { ...parameters, text: `${title}\n${text}` });
    }
    case 'discord':
      return asJson(address, {
        content: `**${title}**\n${text}`,
        allowed_mentions: { parse: [] },
      });
    case 'slack':
      return asJson(address, { text: `*${title}*\n${escaped(text)}` });
  }
}

function asJson(address: URL, body: object): WebhookRequest {
  return {
    url: withoutUser(address),
    headers: { 'content-type': 'application/json', ...authorizationOf(address) },
    body: JSON.stringify(body),
  };
}

/** Times are as in ISO 8601; numbers have their units in their names or are hashes per second. */
function factsOf({ atMs, reason, notices, more }: NoticeMessage): object {
  return {
    program: 'heddle',
    time: new Date(atMs).toISOString(),
    reason,
    notices: notices.map(({ atMs: noticedAtMs, ...facts }) => ({
      ...facts,
      topic: topicOf(facts.kind),
      time: new Date(noticedAtMs).toISOString(),
    })),
    more,
  };
}

const GOOD: readonly string[] = ['block-found', 'machine-back', 'node-back', 'workers-back'];

function isBad({ notices }: NoticeMessage): boolean {
  return notices.some(({ kind }) => !GOOD.includes(kind));
}

/** ntfy shows these as pictures: https://docs.ntfy.sh/emojis/ */
function tagOf(message: NoticeMessage): string {
  if (isBad(message)) return 'warning';
  return message.notices.some(({ kind }) => kind === 'block-found') ? 'tada' : 'white_check_mark';
}

/** Parameters that stand in the address go with the others: Telegram reads one place. */
function withoutQuery(address: URL): { url: URL; parameters: Record<string, string | number> } {
  const parameters: Record<string, string | number> = {};
  for (const [name, value] of address.searchParams) {
    parameters[name] = /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  }
  const url = new URL(address);
  url.search = '';
  return { url, parameters };
}

function withoutUser(address: URL): URL {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url;
}

function authorizationOf(address: URL): Record<string, string> {
  const authorization = basicAuthorization(address);
  return authorization === null ? {} : { authorization };
}

/** Slack's three control characters: https://docs.slack.dev/messaging/formatting-message-text */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
