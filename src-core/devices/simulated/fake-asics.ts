/** Simulated machines as a program in a terminal: its options, what can be typed, and its exit code. */
import { createInterface } from 'node:readline';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { programNamed, runWithOptions, wholeNumber } from '../../logging/program-options.ts';
import { sayOnStderr } from '../../logging/stderr-line.ts';
import { EXIT } from '../../system/exit-codes.ts';
import { onStopSignal } from '../../system/stop-signals.ts';
import { orderFault, parseFaultOrder } from './fault-order.ts';
import type { FaultOrder } from './fault-order.ts';
import { MOST_MACHINES, startFleet } from './fleet.ts';
import type { Fleet, FleetError } from './fleet.ts';
import { FAULT_NAMES } from './machine/faults.ts';

/** The options as parsed by commander. */
interface Arguments {
  readonly count: number;
  readonly webPort?: number;
  readonly address: string;
  readonly faults: readonly FaultOrder[];
}

/**
 * Runs machines until it is stopped, or says why it does not.
 * @returns the exit code, see system/exit-codes.ts
 */
export async function runFakeAsics(args: readonly string[]): Promise<number> {
  return runWithOptions(newParser(), args, serve);
}

function newParser(): Command {
  return programNamed('fake-asics', 'Simulated mining machines on addresses of this computer.')
    .option('--count <n>', 'how many', wholeNumber(1, MOST_MACHINES), 6)
    .option('--web-port <n>', 'port of their web pages (80, or 8080)', wholeNumber(1, 65_535))
    .option('--address <ip>', 'address of the first one', loopback, '127.0.0.11')
    .option('--faults <list>', 'e.g. hot-chips,slow-reboot@2 (the second machine)', faultOrders, [])
    .addHelpText('after', `\nFaults: ${FAULT_NAMES.join(', ')}`);
}

async function serve({ count, webPort, address, faults }: Arguments): Promise<number> {
  const started = await startFleet({ count, firstHost: address, webPort: webPort ?? null });
  if (!started.ok) {
    sayOnStderr(errorText(started.error));
    return EXIT.failed;
  }
  const fleet = started.value;
  for (const order of faults) orderFault(fleet.devices, order);
  say(introduction(fleet));
  const typed = createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() !== '') say(obeyed(fleet, line));
  });
  await new Promise<void>((resolve) => onStopSignal(resolve));
  typed.close();
  process.stdin.destroy();
  await fleet.close();
  say('stopped');
  return EXIT.done;
}

function introduction({ devices, webPort }: Fleet): string {
  const rows = devices.map(({ host, model, password, webPort: port }, index) => {
    const where = port === null ? host : `${host}:${port}`;
    const login = password === '' ? 'no password, set up by hand' : `password ${password}`;
    return `  ${String(index + 1).padStart(2)}  ${where.padEnd(18)} ${model.padEnd(18)} ${login}`;
  });
  const first = devices[0]?.host ?? '';
  const last = devices.at(-1)?.host.split('.')[3] ?? '';
  const range = devices.length === 1 ? first : `${first}-${last}`;
  return [
    ...rows,
    '',
    `Type this in Find machines: ${webPort === 80 ? range : `${range}:${webPort}`}`,
    'They really hash, 50 to 150 kH/s each. For a share every few seconds mine on the practice network',
    'with the share difficulty 20 (--stratum-difficulty 20 --stratum-min-difficulty 20).',
    'Type hot-chips@2 here to give machine 2 that fault, and -hot-chips@2 to end it.',
    `Faults: ${FAULT_NAMES.join(', ')}`,
    'Ctrl-C ends them.',
  ].join('\n');
}

function obeyed({ devices }: Fleet, line: string): string {
  const order = parseFaultOrder(line);
  if (order === null) return `no such fault; there are ${FAULT_NAMES.join(', ')}`;
  const machines = orderFault(devices, order);
  return `${order.name} ${order.isOn ? 'on' : 'off'}: ${machines} of ${devices.length} machines`;
}

function errorText({ host, code, detail }: FleetError): string {
  if (code === 'EADDRNOTAVAIL') {
    return (
      `This computer does not have the address ${host}. macOS has 127.0.0.1 only: ` +
      `add each address with: sudo ifconfig lo0 alias ${host}`
    );
  }
  return `cannot listen on ${host}: ${detail}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function loopback(text: string): string {
  const last = /^127(?:\.\d{1,3}){2}\.(\d{1,3})$/.exec(text)?.[1];
  if (last !== undefined && Number(last) + MOST_MACHINES <= 255) return text;
  throw new InvalidArgumentError('Expected an address such as 127.0.0.11.');
}

function faultOrders(text: string): readonly FaultOrder[] {
  return text.split(',').map((each) => {
    const order = parseFaultOrder(each);
    if (order !== null) return order;
    throw new InvalidArgumentError(`${each} is none of ${FAULT_NAMES.join(', ')}.`);
  });
}
