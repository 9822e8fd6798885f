/** The Stratum port: can Heddle open it, or who has it, and at which addresses of this computer does it answer? */
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { MinerConfig } from '../config/miner-config.ts';
import { startListening } from '../listening/start-listening.ts';
import type { CheckOf, OwnAddress, PortState } from './checks.ts';
import type { OwnMiner } from './own-miner.ts';
import { speaksStratum, takesConnections } from './stratum-answer.ts';

/** An address of this computer, before it was asked. */
export type Interface = Omit<OwnAddress, 'answers'>;

interface PortToCheck {
  readonly config: Pick<MinerConfig, 'stratumPort' | 'stratumInterface'>;
  /** The miner of this process; null where there is none. */
  readonly own: OwnMiner | null;
  /** Another Heddle has the data folder. */
  readonly isHeld: boolean;
  readonly interfaces: readonly Interface[];
}

/** Opens the port for a moment, or asks who has it; that of the own server is known. */
export async function checkPort(given: PortToCheck): Promise<CheckOf<'port'>> {
  const { config, own, interfaces } = given;
  const { stratumPort: port, stratumInterface: interfaceName } = config;
  const about = { kind: 'port', port: own?.stratumPort ?? port, interfaceName } as const;
  if (own !== null && own.stratumPort !== null) {
    const addresses = await asked(interfaces, own.stratumPort);
    return { ...about, verdict: reached(addresses), state: 'heddle', detail: null, addresses };
  }
  const server = createServer((socket) => socket.destroy());
  const opened = await startListening(server, interfaceName, port);
  if (opened.ok) {
    const addresses = await asked(interfaces, portOf(server));
    await closed(server);
    return { ...about, verdict: reached(addresses), state: 'free', detail: null, addresses };
  }
  const { reason, detail } = opened.error;
  if (reason !== 'in-use') {
    return { ...about, verdict: 'fail', state: 'refused', detail, addresses: [] };
  }
  const addresses = await asked(interfaces, port);
  const isOther = given.isHeld && own === null;
  const state = await holderOf(port, isOther, addresses);
  const verdict = state === 'taken' ? 'fail' : state === 'heddle' ? reached(addresses) : 'warn';
  return { ...about, verdict, state, detail: null, addresses };
}

async function holderOf(
  port: number,
  isHeld: boolean,
  addresses: readonly OwnAddress[],
): Promise<PortState> {
  const host = addresses.find(({ answers }) => answers)?.address ?? '127.0.0.1';
  if (!(await speaksStratum(host, port))) return 'taken';
  return isHeld ? 'heddle' : 'stratum';
}

function asked(interfaces: readonly Interface[], port: number): Promise<readonly OwnAddress[]> {
  return Promise.all(
    interfaces.map(async (each) => ({
      ...each,
      answers: await takesConnections(each.address, port),
    })),
  );
}

/** Port 0 asks the system for any free one. */
function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Machines need an address in a network. */
function reached(addresses: readonly OwnAddress[]): 'ok' | 'warn' {
  return addresses.some(({ answers }) => answers) ? 'ok' : 'warn';
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The IPv4 addresses that this computer has in networks. */
export function ownInterfaces(): readonly Interface[] {
  return Object.entries(networkInterfaces()).flatMap(([interfaceName, infos = []]) =>
    infos.flatMap(({ family, address, internal }) =>
      family === 'IPv4' && !internal ? { address, interfaceName } : [],
    ),
  );
}
