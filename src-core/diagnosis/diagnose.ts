/** All checks of a diagnosis. Nothing is mined, and nothing is changed. */
import { existsSync } from 'node:fs';
import { homedir, release, type as systemName } from 'node:os';
import { join } from 'node:path';
import type { ConfigError } from '../config/config-error.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { workersOf } from '../config/workers-of.ts';
import { topicsWithoutShares } from '../notices/watch/share-topics.ts';
import type { Result } from '../result.ts';
import { LOCK_FILE, takeDataLock } from '../system/data-lock.ts';
import type { LockHolder } from '../system/data-lock.ts';
import type { Check, CheckOf, SkipReason } from './checks.ts';
import { skipped } from './checks.ts';
import { checkClock } from './clock-check.ts';
import { checkDisk, checkMachines, systemFreeBytes } from './data-checks.ts';
import type { FreeBytes } from './data-checks.ts';
import { checkFirewall } from './firewall-check.ts';
import { nodeChecks } from './node-checks.ts';
import type { OwnMiner } from './own-miner.ts';
import { checkPort, ownInterfaces } from './port-check.ts';
import type { Interface } from './port-check.ts';
import { secretsIn } from './secret-settings.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Time for a node whose newest block is old to show new ones. */
const WATCH_MS = 8_000;

/** A configuration, and the keys in it that should be looked at. */
interface ReadConfiguration {
  readonly config: MinerConfig;
  readonly unknown: readonly string[];
  readonly adapted: readonly string[];
  readonly repeated: readonly string[];
}

interface DiagnosisOptions {
  readonly configuration: Result<ReadConfiguration, ConfigError>;
  /** The data folder; it may not exist yet. */
  readonly folder: string;
  /** Heddle's version. */
  readonly version: string;
  /** The miner of this process; null where there is none. */
  readonly own?: OwnMiner | null;
  readonly system?: Partial<SystemFacts>;
}

/** What the system is asked for; tests give their own. */
interface SystemFacts {
  /** This computer's clock, ms since the Unix epoch. */
  readonly nowMs: () => number;
  readonly freeBytes: FreeBytes;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly interfaces: readonly Interface[];
  /** Below which a Linux system lies. */
  readonly root: string;
  /** How long a node whose newest block is old is watched, ms. */
  readonly watchMs: number;
}

export interface Diagnosis {
  /** ms since the Unix epoch, by this computer's clock. */
  readonly atMs: number;
  /** In a fixed order; nodes in the order of the configuration. */
  readonly checks: readonly Check[];
}

/**
 * Makes all checks; what they found holds no secrets. Takes seconds where a node does not answer.
 * @param onFound called with each check as soon as it is made, in no particular order
 */
export async function diagnose(
  options: DiagnosisOptions,
  onFound: (check: Check) => void = () => undefined,
): Promise<Diagnosis> {
  const { configuration, folder, version, own = null } = options;
  const system: SystemFacts = { ...thisSystem(), ...options.system };
  const atMs = system.nowMs();
  const holder = holderOf(folder);
  const values = [
    ...(configuration.ok ? secretsIn(configuration.value.config) : []),
    ...secretsAround(system.environment),
  ];
  const groups = [
    [configurationCheck(configuration)],
    ...(configuration.ok
      ? mineChecks(configuration.value.config, own, holder !== undefined, system)
      : [notMade('no-configuration')]),
    checkDisk(folder, system.freeBytes).then((check) => [check]),
    [checkMachines({ folder, own, holder, nowMs: atMs })],
    [versions(version)],
  ];
  const found = groups.map(async (group) => {
    const clean = withoutSecrets(await group, { values, home: system.home });
    for (const check of clean) onFound(check);
    return clean;
  });
  return { atMs, checks: (await Promise.all(found)).flat() };
}

function thisSystem(): SystemFacts {
  return {
    nowMs: Date.now,
    freeBytes: systemFreeBytes,
    platform: process.platform,
    home: homedir(),
    environment: process.env,
    interfaces: ownInterfaces(),
    root: '/',
    watchMs: WATCH_MS,
  };
}

function configurationCheck(given: DiagnosisOptions['configuration']): CheckOf<'configuration'> {
  const about = { kind: 'configuration' } as const;
  if (!given.ok) {
    const none = { unknown: [], adapted: [], repeated: [] };
    return { ...about, verdict: 'fail', error: given.error, ...none };
  }
  const { unknown, adapted, repeated } = given.value;
  const isClean = [unknown, adapted, repeated].every(({ length }) => length === 0);
  const verdict = isClean ? 'ok' : 'warn';
  return { ...about, verdict, error: null, unknown, adapted, repeated };
}

/** What mining with this configuration needs: groups of checks that are made at the same time. */
function mineChecks(
  config: MinerConfig,
  own: OwnMiner | null,
  isHeld: boolean,
  system: SystemFacts,
): readonly (Promise<readonly Check[]> | readonly Check[])[] {
  const { nowMs, interfaces, platform, root } = system;
  const clock = config.practice
    ? Promise.resolve<CheckOf<'clock'>>({ kind: 'clock', ...skipped('practice') })
    : checkClock(config, nowMs);
  const nodes = config.practice
    ? [skippedNode('practice')]
    : [config.node, ...config.fallbackNodes].map((node, at) =>
        nodeGroup({ node, isFallback: at > 0, config }, clock, system),
      );
  const port = own?.stratumPort ?? config.stratumPort;
  const machines = workersOf(config).includes('stratum')
    ? [
        checkPort({ config, own, isHeld, interfaces }).then((check) => [check]),
        [checkFirewall(port, platform, root)],
        [checkNotices(config)],
      ]
    : [skippedStratum('no-stratum')];
  return [[workersCheck(config, own)], ...nodes, clock.then((check) => [check]), ...machines];
}

/** What is set, and what each kind does where this program mines. */
function workersCheck(config: MinerConfig, own: OwnMiner | null): CheckOf<'workers'> {
  const workers = workersOf(config).map((kind) => {
    const group = own?.groups.find((each) => each.kind === kind);
    return { kind, state: group?.state ?? null };
  });
  const verdict = workers.some(({ state }) => state === 'failed') ? 'warn' : 'ok';
  return { kind: 'workers', verdict, workers };
}

/** Ages of blocks are by the node's clock: a wrong one here must not make a good node look stuck. */
async function nodeGroup(
  about: Pick<Parameters<typeof nodeChecks>[0], 'node' | 'isFallback' | 'config'>,
  clock: Promise<CheckOf<'clock'>>,
  { nowMs, watchMs }: SystemFacts,
): Promise<readonly Check[]> {
  const compared = await clock;
  const offsetMs = compared.verdict === 'skipped' ? 0 : compared.offsetMs;
  return nodeChecks({ ...about, nowMs: () => nowMs() - offsetMs, watchMs });
}

function notMade(reason: SkipReason): readonly Check[] {
  return [
    { kind: 'workers', ...skipped(reason) },
    ...skippedNode(reason),
    { kind: 'clock', ...skipped(reason) },
    ...skippedStratum(reason),
  ];
}

function skippedNode(reason: SkipReason): readonly Check[] {
  return [
    { kind: 'node', ...skipped(reason) },
    { kind: 'sync', ...skipped(reason) },
    { kind: 'account', ...skipped(reason) },
  ];
}

function skippedStratum(reason: SkipReason): readonly Check[] {
  return [
    { kind: 'port', ...skipped(reason) },
    { kind: 'firewall', ...skipped(reason) },
    { kind: 'notices', ...skipped(reason) },
  ];
}

/** Whether machines send what notices of them are judged by. */
function checkNotices(config: MinerConfig): CheckOf<'notices'> {
  const topics = topicsWithoutShares(config);
  const verdict = topics.length === 0 ? 'ok' : 'warn';
  return { kind: 'notices', verdict, topicsWithoutShares: topics };
}

function versions(heddle: string): CheckOf<'versions'> {
  return {
    kind: 'versions',
    verdict: 'ok',
    heddle,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    system: `${systemName()} ${release()} ${process.arch}`,
  };
}

/** The Heddle that has the data folder: null when it is not known which, undefined when none has it. */
function holderOf(folder: string): LockHolder | null | undefined {
  const path = join(folder, LOCK_FILE);
  if (!existsSync(path)) return undefined;
  const lock = takeDataLock(path, 'terminal');
  if (lock.ok) {
    lock.value();
    return undefined;
  }
  return lock.error.kind === 'held' ? lock.error.holder : undefined;
}

/** Passwords in the environment: of machines, and those within the addresses of proxies. */
function secretsAround(environment: SystemFacts['environment']): readonly string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    if (/password|secret|token/i.test(name)) return value;
    const [, user = '', password = ''] = /:\/\/([^\s/:@]*):?([^\s/]*)@/.exec(value) ?? [];
    return /_proxy$/i.test(name) ? [`${user}:${password}`, password] : [];
  });
}
