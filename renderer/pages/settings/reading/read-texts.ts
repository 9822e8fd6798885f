/** Typed names, passwords and keys. Pure. */
import type { Translation } from '../../../../messages/translation.ts';
import { publicKeyFaultText, readPublicKey } from '../../../wording/settings/public-key.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { TypedSetting } from './typed-setting.ts';

/** A line that is not empty, and which it is, counted from 1. */
interface TypedLine {
  readonly line: number;
  readonly text: string;
}

/** The lines of a text, trimmed, without empty ones. */
export function linesOf(text: string): readonly TypedLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '');
}

/** The sentence for a text that is longer than the core takes; null for others. */
export function lengthFault(
  { t }: Translation,
  text: string,
  { maxLength }: SettingFacts,
): string | null {
  return maxLength !== null && text.length > maxLength
    ? t('settings.fault.length', { most: maxLength })
    : null;
}

/** A public key of 64 hex digits, with or without `k:`. */
export function readKey(translation: Translation, text: string): TypedSetting {
  const typed = readPublicKey(text);
  return typed.ok
    ? { ok: true, changes: { publicKey: typed.publicKey } }
    : { ok: false, fault: publicKeyFaultText(translation, typed.fault) };
}

/** Empty for the key's own account. */
export function readAccount(
  translation: Translation,
  text: string,
  facts: SettingFacts,
): TypedSetting {
  const account = text.trim();
  const fault = lengthFault(translation, account, facts);
  if (fault !== null) return { ok: false, fault };
  return { ok: true, changes: { account: account === '' ? null : account } };
}

/** Empty for none. Commas and semicolons part a password from options. */
export function readStratumPassword(
  translation: Translation,
  text: string,
  facts: SettingFacts,
): TypedSetting {
  const password = text.trim();
  const fault = /[,;]/.test(password)
    ? translation.t('settings.fault.passwordOptions')
    : lengthFault(translation, password, facts);
  if (fault !== null) return { ok: false, fault };
  return { ok: true, changes: { stratumPassword: password === '' ? null : password } };
}

/** One rig name a line, each once. */
export function readRigs(
  translation: Translation,
  text: string,
  facts: SettingFacts,
): TypedSetting {
  const { t } = translation;
  const lines = linesOf(text);
  for (const { line, text: rig } of lines) {
    const fault = lengthFault(translation, rig, facts);
    if (fault !== null) return { ok: false, fault: t('settings.fault.line', { line, fault }) };
  }
  const stratumAllowedRigs = [...new Set(lines.map((line) => line.text))];
  return facts.maxItems !== null && stratumAllowedRigs.length > facts.maxItems
    ? { ok: false, fault: t('settings.fault.lines', { most: facts.maxItems }) }
    : { ok: true, changes: { stratumAllowedRigs } };
}

/** Three letters in either case, as in ISO 4217. */
export function readCurrency({ t }: Translation, text: string): TypedSetting {
  const currency = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(currency)
    ? { ok: true, changes: { currency } }
    : { ok: false, fault: t('settings.currency.wrong') };
}
