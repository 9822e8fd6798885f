/** The door of this room: starts one simulated machine, for tests and for `npm run fake-asics`. */
import { antminerReplies } from './families/antminer-stats.ts';
import { antminerRoutes } from './families/antminer-web.ts';
import { createAntminerConf } from './families/antminer-conf.ts';
import type { ConfForm } from './families/antminer-conf.ts';
import { createDigestCheck } from './families/digest-check.ts';
import { goldshellReplies } from './families/goldshell-cgminer.ts';
import { createGoldshellLogin } from './families/goldshell-login.ts';
import type { LoginForm } from './families/goldshell-login.ts';
import { goldshellRoutes } from './families/goldshell-web.ts';
import type { GoldshellForm } from './families/goldshell-web.ts';
import { ibelinkReplies } from './families/ibelink-cgminer.ts';
import { openCgminerServer } from './interfaces/cgminer-server.ts';
import type { CgminerReplies } from './interfaces/cgminer-server.ts';
import type { MachinePort } from './interfaces/machine-port.ts';
import { countTraffic } from './interfaces/traffic.ts';
import type { Traffic } from './interfaces/traffic.ts';
import { openWebServer } from './interfaces/web-server.ts';
import type { WebRoutes } from './interfaces/web-server.ts';
import { noFaults } from './machine/faults.ts';
import type { SimulatedFaults } from './machine/faults.ts';
import { createMachine } from './machine/machine.ts';
import type { Machine, PowerLevel } from './machine/machine.ts';
import { KIND_TRAITS } from './machine/kinds.ts';
import type { SimulatedKind } from './machine/kinds.ts';
import type { PoolRecord } from './mining/machine-miner.ts';
import type { SimulatedPool } from './mining/pool-connection.ts';

export interface SimulatedOptions {
  readonly kind: SimulatedKind;
  /** Its own address on this computer, `127.0.0.11`; it connects to pools from here. */
  readonly host: string;
  /** 0 for a free one. An iBeLink has no web interface that programs use, and ignores it. */
  readonly webPort: number;
  /** Of the TCP interface: 4028, or 4029 of an iBeLink, by default; 0 for a free one. */
  readonly cgminerPort?: number;
  readonly faults?: Partial<SimulatedFaults>;
  /** By default that of the maker: `123456789` of a Goldshell, `root` of an Antminer. */
  readonly password?: string;
  /** By default one that does not answer. */
  readonly pools?: readonly SimulatedPool[];
  readonly model?: string;
  readonly firmware?: string;
  /** By default made from the address. */
  readonly mac?: string;
  /** Share of one processor that it hashes with, 0 … 1; 0.08 by default. */
  readonly dutyCycle?: number;
  /** Time to the first job of a pool, and from one attempt to the next, ms; 2000 by default. */
  readonly retryMs?: number;
  /** Forms in which firmware versions differ. */
  readonly login?: Partial<LoginForm>;
  readonly goldshell?: Partial<GoldshellForm>;
  readonly antminer?: Partial<ConfForm> & { readonly hasMinerType?: boolean };
}

export interface SimulatedDevice {
  readonly kind: SimulatedKind;
  readonly host: string;
  /** Null where it has no web interface. */
  readonly webPort: number | null;
  readonly cgminerPort: number;
  readonly model: string;
  readonly mac: string;
  readonly password: string;
  /** May be changed at any time. */
  readonly faults: SimulatedFaults;
  readonly traffic: Traffic;
  /** Those in its settings. */
  pools(): readonly SimulatedPool[];
  /** Those it mines with, and how many of its shares they accepted and rejected. */
  mining(): { readonly pools: readonly PoolRecord[]; readonly active: PoolRecord | null };
  /** Hashes since its last start. */
  hashes(): number;
  restarts(): number;
  power(): PowerLevel;
  isBlinking(): boolean;
  /** What `get_miner_conf.cgi` says; null of other kinds. */
  conf(): Readonly<Record<string, unknown>> | null;
  close(): Promise<void>;
}

/** Rejects as `net.Server.listen` fails, e.g. with EACCES on port 80. */
export async function startSimulatedDevice(options: SimulatedOptions): Promise<SimulatedDevice> {
  const { kind, host } = options;
  const traits = KIND_TRAITS[kind];
  const machine = createMachine({
    host,
    model: options.model ?? traits.model,
    firmware: options.firmware ?? traits.firmware,
    mac: options.mac ?? macOf(host),
    password: options.password ?? traits.password,
    hardware: traits.hardware,
    habits: traits.habits,
    faults: { ...noFaults(), ...options.faults },
    pools: options.pools ?? [{ url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'x' }],
    dutyCycle: options.dutyCycle ?? 0.08,
    retryMs: options.retryMs ?? 2_000,
  });
  const conf = createAntminerConf(machine, {
    modeKey: 'miner-mode',
    successForm: 'stats',
    ...options.antminer,
  });
  const { replies, routes } = interfacesOf(machine, options, conf);
  const traffic = countTraffic();
  const cgminerPort = options.cgminerPort ?? traits.cgminerPort;
  const ports: MachinePort[] = [];
  try {
    ports.push(await openCgminerServer(machine, cgminerPort, traits.description, traffic, replies));
    if (routes !== null) {
      ports.push(await openWebServer(machine, options.webPort, traffic, routes));
    }
  } catch (error) {
    await Promise.all(ports.map((port) => port.setOpen(false)));
    throw error;
  }
  machine.onRestart = (isDown) => void Promise.all(ports.map((port) => port.setOpen(!isDown)));
  machine.miner.start(machine.pools);
  return {
    kind,
    host,
    webPort: ports[1]?.port ?? null,
    cgminerPort: ports[0]?.port ?? cgminerPort,
    model: machine.model,
    mac: machine.mac,
    password: machine.password,
    faults: machine.faults,
    traffic,
    pools: () => machine.pools,
    mining: () => ({ pools: machine.miner.pools, active: machine.miner.active }),
    hashes: () => machine.miner.hashes.total(),
    restarts: () => machine.restarts,
    power: () => machine.power,
    isBlinking: () => machine.isBlinking,
    conf: () => (kind === 'antminer' ? conf.read() : null),
    async close() {
      machine.stop();
      await Promise.all(ports.map((port) => port.setOpen(false)));
    },
  };
}

/** What a kind says on its ports; no routes where it has no web interface. */
function interfacesOf(
  machine: Machine,
  { kind, login, goldshell, antminer }: SimulatedOptions,
  conf: ReturnType<typeof createAntminerConf>,
): { readonly replies: CgminerReplies; readonly routes: WebRoutes | null } {
  if (kind === 'ibelink') return { replies: ibelinkReplies(machine), routes: null };
  if (kind === 'antminer') {
    const check = createDigestCheck(machine);
    const routes = antminerRoutes(machine, antminer?.hasMinerType ?? true, check, conf);
    return { replies: antminerReplies(machine), routes };
  }
  const isOld = kind === 'old-goldshell';
  const loginForm: LoginForm = isOld
    ? { hasToken: false, takesCipher: false, plainLogin: 'accepted' }
    : { hasToken: true, takesCipher: true, plainLogin: 'refused' };
  const form: GoldshellForm = {
    hardware: isOld ? '10.20.SA' : '30.40.SA',
    mcbVersion: isOld ? 'MCB_V2_0' : 'MCB_V4_3',
    takesPoolList: true,
    hidesStatus: false,
    levels: [0, 1, 3],
    ...goldshell,
  };
  const entrance = createGoldshellLogin(machine, { ...loginForm, ...login });
  return { replies: goldshellReplies(machine), routes: goldshellRoutes(machine, form, entrance) };
}

/** Of those that may be given freely; the address's last three numbers make it its own. */
function macOf(host: string): string {
  const numbers = host.split('.').slice(1);
  return [
    '02',
    '00',
    '00',
    ...numbers.map((each) => Number(each).toString(16).padStart(2, '0')),
  ].join(':');
}
