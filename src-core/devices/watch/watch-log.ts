/** What the log says of readings: changes alone, as they come every few seconds. */
import type { Logger } from '../../logging/logger.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import type { DeviceDescription, DeviceEvent } from '../device-events.ts';
import { isSilent } from './reading-outcome.ts';
import type { ReadMemory } from './reading-outcome.ts';

/** @param before what was known before the reading that `event` reports */
export function logOutcome(
  logger: Logger,
  { model, host }: DeviceDescription,
  before: ReadMemory,
  event: DeviceEvent | null,
): void {
  const name = `${model ?? 'machine'} at ${host}`;
  if (event?.type === 'device-silent' && !isSilent(before)) {
    logger.warn(`${name} cannot be read at its own interface: ${event.error.kind}`);
  }
  if (event?.type !== 'device-read') return;
  if (isSilent(before)) logger.info(`${name} can be read again`);
  for (const complaint of event.complaints) {
    const isOld = before.rules.wrong.get(complaint.kind)?.isComplaint === true;
    if (!isOld) logger.warn(`${name}: ${complaintLine(complaint)}`);
  }
}

function without(missing: readonly number[]): string {
  return missing.length === 0 ? '' : `, not ${missing.join(', ')}`;
}

function complaintLine(complaint: DeviceComplaint): string {
  switch (complaint.kind) {
    case 'too-hot':
      return `its hottest ${complaint.part} is at ${Math.round(complaint.celsius)} °C`;
    case 'fan-stopped':
      return `fans that stand still: ${complaint.fans.join(', ')}`;
    case 'board-missing':
      return `${complaint.boards} of ${complaint.expected} boards hash${without(complaint.missing)}`;
    case 'slow': {
      const part = Math.round((100 * complaint.hashesPerSecond) / complaint.nameplate);
      return `it hashes at ${part} % of the rate on its label`;
    }
    case 'other-pool':
      return `it is set up for Heddle and hashes for ${complaint.url}`;
    case 'old-address':
      return `it is set up for ${complaint.url}, where Heddle does not listen any more`;
    case 'hardware-errors':
      return `${(100 * complaint.share).toFixed(1)} % of its results are hardware errors`;
  }
}
