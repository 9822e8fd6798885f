/** The address of a node as a user may type it, and what is wrong with it. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type NodeAddressFault =
  | { readonly kind: 'missing' | 'space' | 'port-missing' | 'port-digits' | 'port-range' | 'form' }
  | { readonly kind: 'scheme'; readonly scheme: string };

type TypedAddress =
  | {
      readonly ok: true;
      /** `host:port`. */
      readonly address: string;
      /** Whether a typed `https://` or `http://` asked for TLS; null when none was typed. */
      readonly useTls: boolean | null;
    }
  | { readonly ok: false; readonly fault: NodeAddressFault };

/** An address to type, for placeholders. */
export const EXAMPLE_ADDRESS = 'localhost:1848';

const MAX_PORT = 65_535;

/** Reads `host:port`; one copied from a browser may have `http://` or `https://` before it and a slash behind. */
export function readNodeAddress(text: string): TypedAddress {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, fault: { kind: 'missing' } };
  const scheme = /^([a-z]+):\/\//i.exec(trimmed)?.[1]?.toLowerCase() ?? null;
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') {
    return { ok: false, fault: { kind: 'scheme', scheme } };
  }
  const address = trimmed.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');
  const [, port] = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+):(\d{1,5})$/.exec(address) ?? [];
  if (port === undefined) return { ok: false, fault: formFault(address) };
  if (Number(port) < 1 || Number(port) > MAX_PORT) {
    return { ok: false, fault: { kind: 'port-range' } };
  }
  return { ok: true, address, useTls: scheme === null ? null : scheme === 'https' };
}

/** Why `address` is not `host:port`. */
function formFault(address: string): NodeAddressFault {
  if (/\s/.test(address)) return { kind: 'space' };
  if (/^[^:/[\]]+:?$|^\[[^[\]]*\]:?$/.test(address)) return { kind: 'port-missing' };
  if (/^(\[[^[\]]*\]|[^:/[\]]+):[^:/]+$/.test(address)) {
    return { kind: /:\d+$/.test(address) ? 'port-range' : 'port-digits' };
  }
  return { kind: 'form' };
}

const TEXTS: Readonly<Record<NodeAddressFault['kind'], MessageId>> = {
  missing: 'setup.nodeAddress.missing',
  scheme: 'setup.nodeAddress.scheme',
  space: 'setup.nodeAddress.space',
  'port-missing': 'setup.nodeAddress.portMissing',
  'port-digits': 'setup.nodeAddress.portDigits',
  'port-range': 'setup.nodeAddress.portRange',
  form: 'setup.nodeAddress.form',
};

/** A sentence for below the field. */
export function nodeAddressFaultText({ t }: Translation, fault: NodeAddressFault): string {
  return t(TEXTS[fault.kind], fault.kind === 'scheme' ? { scheme: fault.scheme } : {});
}
