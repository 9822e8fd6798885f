/** An answer of a web server in a few words, for the list of what is no machine. */
import { machineText } from '../../machine-text.ts';
import type { MachineAnswer } from './machine-line.ts';

const LIMIT = 100;

/** `401 Basic realm "printer"`, `200 "Router login"`, `404 nginx`. */
export function webAnswerText({ status, headers, body }: MachineAnswer): string {
  const demand = headers['www-authenticate']?.slice(0, 512) ?? '';
  const [, scheme] = /^\s*(\w{1,20})/.exec(demand) ?? [];
  const [, realm] = /realm\s*=\s*"?([^",]{1,80})/i.exec(demand) ?? [];
  const [, title] = /<title[^>]{0,80}>([^<]{1,200})/i.exec(body.slice(0, 8_192)) ?? [];
  const words = [
    String(status),
    ...(scheme === undefined ? [] : [scheme]),
    ...(realm === undefined ? [] : [`realm "${machineText(realm, 40)}"`]),
    ...(scheme === undefined && title !== undefined ? [`"${machineText(title, 60)}"`] : []),
    ...(scheme === undefined && title === undefined ? [headers.server ?? ''] : []),
  ];
  return machineText(words.join(' '), LIMIT);
}
