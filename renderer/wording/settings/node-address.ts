/** The address of a node as a user may type it, and what is wrong with it; the core says what one is. */
import type { SettingFacts } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type AddressForm = NonNullable<SettingFacts['address']>;

type FormFault = 'space' | 'port-missing' | 'port-digits' | 'port-range' | 'form';

type NodeAddressFault =
  | { readonly kind: 'missing' }
  | { readonly kind: FormFault; readonly form: AddressForm }
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
    if (port === undefined) return { ok: false, fault: { kind: formFault(address), form } };
    if (Number(port) < form.minPort || Number(port) > form.maxPort) {
      return { ok: false, fault: { kind: 'port-range', form } };
    }
  }
  return { ok: true, address, useTls: scheme === null ? null : scheme === 'https' };
}

/** What to say about an address in another form: the most likely mistake. */
function formFault(address: string): FormFault {
  if (/\s/.test(address)) return 'space';
  if (/^[^:/[\]]+:?$|^\[[^[\]]*\]:?$/.test(address)) return 'port-missing';
  const port = /^(?:\[[^[\]]*\]|[^:/[\]]+):([^:/]+)$/.exec(address)?.[1] ?? '';
  if (/^\d{6,}$/.test(port)) return 'port-range';
  if (/\D/.test(port)) return 'port-digits';
  return 'form';
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
  switch (fault.kind) {
    case 'missing':
      return t(TEXTS.missing);
    case 'scheme':
      return t(TEXTS.scheme, { scheme: fault.scheme });
    default: {
      const { example, minPort, maxPort } = fault.form;
      // As an address has them: 65535, not 65,535.
      return t(TEXTS[fault.kind], { example, min: String(minPort), max: String(maxPort) });
    }
  }
}
