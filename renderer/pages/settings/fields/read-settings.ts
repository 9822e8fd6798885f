/** What typed settings mean for the configuration, and what is wrong with them. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { nodeAddressFaultText, readNodeAddress } from '../../../wording/node-address.ts';
import { publicKeyFaultText, readPublicKey } from '../../../wording/public-key.ts';

export type TypedSetting =
  | { readonly ok: true; readonly changes: Partial<MinerConfig> }
  | { readonly ok: false; readonly fault: string };

const ACCOUNT_LIMIT = 256;
const FALLBACK_LIMIT = 16;
const MICROS = 1_000_000;

/** `host:port`; a typed `https://` switches TLS on, `http://` off. */
export function readNode(translation: Translation, text: string): TypedSetting {
  const typed = readNodeAddress(text);
  if (!typed.ok) return { ok: false, fault: nodeAddressFaultText(translation, typed.fault) };
  const { address, useTls } = typed;
  return { ok: true, changes: useTls === null ? { node: address } : { node: address, useTls } };
}

/** One address a line; empty lines do not count. */
export function readFallbackNodes(translation: Translation, text: string): TypedSetting {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > FALLBACK_LIMIT) {
    return { ok: false, fault: `At most ${FALLBACK_LIMIT} nodes; these are ${lines.length}.` };
  }
  const fallbackNodes: string[] = [];
  for (const [index, line] of lines.entries()) {
    const typed = readNodeAddress(line);
    if (!typed.ok) {
      const fault = nodeAddressFaultText(translation, typed.fault);
      return { ok: false, fault: `Line ${index + 1}: ${fault}` };
    }
    fallbackNodes.push(typed.address);
  }
  return { ok: true, changes: { fallbackNodes } };
}

export function readKey(translation: Translation, text: string): TypedSetting {
  const typed = readPublicKey(text);
  return typed.ok
    ? { ok: true, changes: { publicKey: typed.publicKey } }
    : { ok: false, fault: publicKeyFaultText(translation, typed.fault) };
}

/** Empty for the key's own account. */
export function readAccount(text: string): TypedSetting {
  const account = text.trim();
  if (account.length > ACCOUNT_LIMIT) {
    return { ok: false, fault: `An account name has at most ${ACCOUNT_LIMIT} characters.` };
  }
  return { ok: true, changes: { account: account === '' ? null : account } };
}

/** Seconds on the screen, microseconds in the configuration. */
export function readTimeout(text: string): TypedSetting {
  const seconds = readNumber(text, 0.001, 3600, 's');
  return typeof seconds === 'string'
    ? { ok: false, fault: seconds }
    : { ok: true, changes: { defaultHTTPTimeout: Math.round(seconds * MICROS) } };
}

/** Seconds between two blocks of one practice chain. */
export function readBlockDelay(text: string): TypedSetting {
  const seconds = readNumber(text, 0.1, 3600, 's');
  return typeof seconds === 'string'
    ? { ok: false, fault: seconds }
    : { ok: true, changes: { practiceBlockDelay: seconds } };
}

/** The number, or what is wrong with it. */
export function readNumber(
  text: string,
  least: number,
  most: number,
  unit: string,
): number | string {
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value)) return 'A number is needed.';
  if (value < least || value > most) {
    return `It has to be within ${least} and ${most}${unit === '' ? '' : ` ${unit}`}.`;
  }
  return value;
}
