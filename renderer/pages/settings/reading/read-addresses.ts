/** Typed addresses: of nodes, and of this computer. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { nodeAddressFaultText, readNodeAddress } from '../../../wording/settings/node-address.ts';
import { linesOf } from './read-texts.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { TypedSetting } from './typed-setting.ts';

/** `host:port`; a typed `https://` switches TLS on, `http://` off. */
export function readNode(translation: Translation, text: string): TypedSetting {
  const typed = readNodeAddress(text);
  if (!typed.ok) return { ok: false, fault: nodeAddressFaultText(translation, typed.fault) };
  const { address, useTls } = typed;
  return { ok: true, changes: useTls === null ? { node: address } : { node: address, useTls } };
}

/** One address a line; empty lines do not count. */
export function readFallbackNodes(
  translation: Translation,
  text: string,
  { maxItems }: SettingFacts,
): TypedSetting {
  const { t } = translation;
  const lines = linesOf(text);
  if (maxItems !== null && lines.length > maxItems) {
    return { ok: false, fault: t('settings.fault.lines', { most: maxItems }) };
  }
  const fallbackNodes: string[] = [];
  for (const { line, text: typedLine } of lines) {
    const typed = readNodeAddress(typedLine);
    if (!typed.ok) {
      const fault = nodeAddressFaultText(translation, typed.fault);
      return { ok: false, fault: t('settings.fault.line', { line, fault }) };
    }
    fallbackNodes.push(typed.address);
  }
  return { ok: true, changes: { fallbackNodes } };
}

/** One IP address a line, each once. */
export function readProxies(
  { t }: Translation,
  text: string,
  { maxItems }: SettingFacts,
): TypedSetting {
  const lines = linesOf(text);
  const wrong = lines.find((each) => !isIpAddress(each.text));
  if (wrong !== undefined) {
    const fault = t('settings.fault.ipAddress');
    return { ok: false, fault: t('settings.fault.line', { line: wrong.line, fault }) };
  }
  const stratumProxies = [...new Set(lines.map((line) => line.text))];
  return maxItems !== null && stratumProxies.length > maxItems
    ? { ok: false, fault: t('settings.fault.lines', { most: maxItems }) }
    : { ok: true, changes: { stratumProxies } };
}

/** As numbers, without a zone. */
function isIpAddress(text: string): boolean {
  if (/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)) return URL.canParse(`http://[${text}]`);
  const parts = text.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part < 256)
  );
}

/** `*`, `*4`, `!4`, `*6`, `!6`, or a host name or address. */
export function interfaceReader(key: 'stratumInterface' | 'onDemandInterface') {
  return ({ t }: Translation, text: string): TypedSetting => {
    const place: MinerConfig[typeof key] = text.trim();
    const isRight = /^([*!][46]|\*|\[?[0-9a-z:][0-9a-z.:_%-]*\]?)$/i.test(place);
    return isRight && place.length <= 255
      ? { ok: true, changes: { [key]: place } }
      : { ok: false, fault: t('settings.fault.interface') };
  };
}
