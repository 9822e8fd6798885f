/** The address of a node as a user may type it, and what is wrong with it; the core says what one is. */
import type { SettingFacts } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type NodeAddressFault =
  | { readonly kind: 'missing' | 'space' | 'port-missing' | 'port-digits' | 'form' }
  | { readonly kind: 'port-range'; readonly min: number; readonly max: number }
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

type AddressForm = NonNullable<SettingFacts['address']>;

/**
 * Reads `host:port`; one copied from a browser may have `http://` or `https://` before it and a slash behind.
 * @param form that of the setting's facts; where it is not known yet, every address passes
 */
export function readNodeAddress(text: string, form: AddressForm | null): TypedAddress {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, fault: { kind: 'missing' } };
  const scheme = /^([a-z]+):\/\//i.exec(trimmed)?.[1]?.toLowerCase() ?? null;
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') {
    return { ok: false, fault: { kind: 'scheme', scheme } };
  }
  const address = trimmed.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');
  if (form !== null) {
    const [, port] = new RegExp(form.pattern).exec(address) ?? [];
    if (port === undefined) return { ok: false, fault: formFault(address, form) };
    if (Number(port) < form.minPort || Number(port) > form.maxPort) {
      return { ok: false, fault: portRange(form) };
    }
  }
  return { ok: true, address, useTls: scheme === null ? null : scheme === 'https' };
}

/** What to say of an address that has not the form: the likeliest slip. */
function formFault(address: string, form: AddressForm): NodeAddressFault {
  if (/\s/.test(address)) return { kind: 'space' };
  if (/^[^:/[\]]+:?$|^\[[^[\]]*\]:?$/.test(address)) return { kind: 'port-missing' };
  const port = /^(?:\[[^[\]]*\]|[^:/[\]]+):([^:/]+)$/.exec(address)?.[1] ?? '';
  if (/^\d{6,}$/.test(port)) return portRange(form);
  if (/\D/.test(port)) return { kind: 'port-digits' };
  return { kind: 'form' };
}

function portRange({ minPort, maxPort }: AddressForm): NodeAddressFault {
  return { kind: 'port-range', min: minPort, max: maxPort };
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
  const { kind } = fault;
  switch (kind) {
    case 'scheme':
      return t(TEXTS[kind], { scheme: fault.scheme });
    case 'port-range':
      // As an address has them: 65535, not 65,535.
      return t(TEXTS[kind], { min: String(fault.min), max: String(fault.max) });
    default:
      return t(TEXTS[kind]);
  }
}
