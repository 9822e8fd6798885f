/** Typed addresses: of nodes, and of this computer. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { nodeAddressFaultText, readNodeAddress } from '../../../wording/settings/node-address.ts';
import { linesOf } from './read-texts.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { TypedSetting } from './typed-setting.ts';

/** `host:port`; a typed `https://` switches TLS on, `http://` off. */
export function readNode(
  translation: Translation,
  text: string,
  { address: form }: SettingFacts,
): TypedSetting {
  const typed = readNodeAddress(text, form);
  if (!typed.ok) return { ok: false, fault: nodeAddressFaultText(translation, typed.fault) };
  const { address, useTls } = typed;
  return { ok: true, changes: useTls === null ? { node: address } : { node: address, useTls } };
}

/** One address a line; empty lines do not count. */
export function readFallbackNodes(
  translation: Translation,
  text: string,
  { maxItems, address: form }: SettingFacts,
): TypedSetting {
  const { t } = translation;
  const lines = linesOf(text);
  if (maxItems !== null && lines.length > maxItems) {
    return { ok: false, fault: t('settings.fault.lines', { most: maxItems }) };
  }
  const fallbackNodes: string[] = [];
  for (const { line, text: typedLine } of lines) {
    const typed = readNodeAddress(typedLine, form);
    if (!typed.ok) {
      const fault = nodeAddressFaultText(translation, typed.fault);
      return { ok: false, fault: t('settings.fault.line', { line, fault }) };
    }
    fallbackNodes.push(typed.address);
  }
  return { ok: true, changes: { fallbackNodes } };
}

/** One IP address a line, each once; the core says whether they are addresses. */
export function readProxies(
  { t }: Translation,
  text: string,
  { maxItems }: SettingFacts,
): TypedSetting {
  const stratumProxies = [...new Set(linesOf(text).map((line) => line.text))];
  return maxItems !== null && stratumProxies.length > maxItems
    ? { ok: false, fault: t('settings.fault.lines', { most: maxItems }) }
    : { ok: true, changes: { stratumProxies } };
}

/** Where to listen; the core says whether it can be. */
export function interfaceReader(key: 'stratumInterface' | 'onDemandInterface') {
  return (_translation: Translation, text: string): TypedSetting => {
    const place: MinerConfig[typeof key] = text.trim();
    return { ok: true, changes: { [key]: place } };
  };
}
