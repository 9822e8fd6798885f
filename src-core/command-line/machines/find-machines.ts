/** `--find-machines`: searches, reads what was found and prints it. */
import type { KnownDevice } from '../../state/devices/device-list.ts';
import { sayOnStderr } from '../../logging/stderr-line.ts';
import { EXIT } from '../../system/exit-codes.ts';
import type { MachineTask } from '../options/option-parser.ts';
import { print } from '../print.ts';
import { findErrorSentence } from './device-sentences.ts';
import type { MachineDesk } from './machine-desk.ts';
import { machineJson, machineTable } from './machine-table.ts';

type FindTask = Extract<MachineTask, { kind: 'find' }>;

/** @returns the exit code */
export async function findMachines(
  { devices, list, listen }: MachineDesk,
  { ranges, asJson }: FindTask,
): Promise<number> {
  const chosen = ranges.length > 0 ? ranges : usualRanges(devices);
  if (chosen.length === 0) {
    sayOnStderr(
      'This computer is in no private network. Name a range: --find-machines 10.0.0.0/24',
    );
    return EXIT.failed;
  }
  const stopProgress = showProgress(listen);
  const begun = devices.find(chosen);
  if (!begun.ok) {
    sayOnStderr(findErrorSentence(begun.error));
    return EXIT.failed;
  }
  await begun.value.ended;
  const found = list().search?.found ?? [];
  await Promise.all(found.map((id) => devices.read(id)));
  stopProgress();
  const machines = found
    .flatMap((id): KnownDevice[] => {
      const device = list().devices.get(id);
      return device === undefined ? [] : [device];
    })
    .sort((a, b) => byAddress.compare(a.host, b.host));
  const table = machines.length > 0 ? machineTable(machines) : '';
  const code = await print(asJson ? machineJson(machines) : table);
  for (const { host, answered } of list().search?.others ?? []) {
    sayOnStderr(`${host} answers, but is no machine that Heddle knows (${answered}).`);
  }
  if (machines.length > 0) return code;
  sayOnStderr(`No machine answered in ${chosen.join(', ')}.`);
  return EXIT.noMachine;
}

const byAddress = new Intl.Collator('en', { numeric: true });

function usualRanges(devices: MachineDesk['devices']): readonly string[] {
  return devices.searchRanges().flatMap(({ range, isVirtual }) => (isVirtual ? [] : [range]));
}

/** One line that counts up, on a terminal only. */
function showProgress(listen: MachineDesk['listen']): () => void {
  if (!process.stderr.isTTY) return () => undefined;
  listen((event) => {
    if (event.type !== 'device-search') return;
    const { asked, addresses, found } = event.search;
    process.stderr.write(`\r${asked} of ${addresses} addresses asked, ${found.length} found`);
  });
  return () => process.stderr.write('\r\x1b[K');
}
