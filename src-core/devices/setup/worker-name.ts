/** Names of workers for machines. Pure. */
import type { DeviceIdentity } from '../device.ts';

/**
 * Names that all firmware and all pools take. Dots are allowed: pools split names there, and Heddle takes
 * what comes after.
 */
export const WORKER_NAME = /^[A-Za-z0-9._-]{1,64}$/;

const MAKERS = /\b(goldshell|bitmain|antminer|ibelink)\b/g;

/**
 * `kd-box-ii-20` for a KD-BOX II at 192.168.1.20: short, and without a dot, at which pools split names.
 * One that is taken, in either case, gets a number after it.
 */
export function proposedWorker(
  { model, family, host }: DeviceIdentity,
  taken: ReadonlySet<string>,
): string {
  const words = (model ?? '').normalize('NFKC').toLowerCase().replace(MAKERS, ' ');
  const kind = words
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  const name = `${kind === '' ? family : kind}-${host.slice(host.lastIndexOf('.') + 1)}`;
  return withNumber(name, taken);
}

/** @param taken in lower case */
export function withNumber(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}-${number}`;
  return free;
}
