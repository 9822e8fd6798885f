/** Why a message did not arrive, as facts; nothing of the address but its host is in them. */
import { basicAuthorization, percentDecoded } from '../../http/basic-authorization.ts';
import type { HttpFailureKind } from '../../http/http-failure.ts';

export type WebhookFault =
  /** A Telegram address without `chat_id`. */
  | { readonly kind: 'no-chat' }
  | { readonly kind: 'not-reached'; readonly cause: HttpFailureKind; readonly detail: string }
  /** It redirects, which is not followed. */
  | { readonly kind: 'redirected'; readonly status: number }
  /** `answer` is its own text, cleaned and cut; null where it gave none. */
  | { readonly kind: 'refused'; readonly status: number; readonly answer: string | null }
  /** Too many messages wait. */
  | { readonly kind: 'too-many-wait' }
  /** A bug: the message could not be made. */
  | { readonly kind: 'not-made'; readonly detail: string };

/** The fault as it follows `the notice was not sent to ntfy.sh: `. */
export function webhookFaultText(fault: WebhookFault): string {
  switch (fault.kind) {
    case 'no-chat':
      return 'its address has no chat_id (…/sendMessage?chat_id=<chat>)';
    case 'not-reached':
      return fault.detail;
    case 'redirected':
      return `it redirects (status ${fault.status}), which is not followed; enter the final address`;
    case 'refused':
      return `status ${fault.status}${fault.answer === null ? '' : ` (${fault.answer})`}`;
    case 'too-many-wait':
      return 'too many messages wait';
    case 'not-made':
      return `the message could not be made (${fault.detail})`;
  }
}

/** Whether it may go away by itself. */
export function isPassing(fault: WebhookFault): boolean {
  if (fault.kind === 'not-reached') return true;
  return fault.kind === 'refused' && (PASSING.includes(fault.status) || fault.status >= 500);
}

/** Request Timeout, Too Early, Too Many Requests. */
const PASSING = [408, 425, 429];

/** Shorter parts of an address, such as `api`, are no secrets. */
const SECRET_LENGTH = 6;

/** A text of a server or of the system without what of the address is secret. */
export function withoutSecrets(text: string, address: URL): string {
  const { pathname, search, username, password } = address;
  const login = basicAuthorization(address)?.split(' ') ?? [];
  return [...pathname.split('/'), ...search.split(/[?&=]/), username, password, ...login]
    .flatMap((part) => [part, percentDecoded(part)])
    .filter((part) => part.length >= SECRET_LENGTH)
    .sort((a, b) => b.length - a.length)
    .reduce((cleaned, part) => cleaned.replaceAll(part, '…'), text);
}
