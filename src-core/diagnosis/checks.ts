/** What a diagnosis says: one entry for each check, facts without sentences. */
import type { PublicKeyFault } from '../chainweb/account.ts';
import type { ConfigError } from '../config/config-error.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import type { NodeError } from '../node/node-errors.ts';
import type { NoticeTopic } from '../notices/notice.ts';
import type { GroupState } from '../state/group-types.ts';
import type { LockHolder } from '../system/data-lock.ts';

/** `warn`: mining works, but something should be looked at. `skipped`: it could not be, or need not be, found out. */
export type Verdict = 'ok' | 'warn' | 'fail' | 'skipped';

/**
 * - `no-configuration`: the configuration cannot be read
 * - `earlier-check`: it cannot be known while an earlier check fails
 * - `practice`: the practice network is a part of Heddle
 * - `no-stratum`: machines do not connect in this configuration
 * - `other-system`: it is not known how to look on this operating system
 * - `no-history`: nothing has been stored in the data folder yet
 * - `unreadable`: it was looked for and cannot be read, see `detail`
 */
export type SkipReason =
  | 'no-configuration'
  | 'earlier-check'
  | 'practice'
  | 'no-stratum'
  | 'other-system'
  | 'no-history'
  | 'unreadable';

interface Skipped {
  readonly verdict: 'skipped';
  readonly reason: SkipReason;
  /** The system's words, in English; null where there are none. */
  readonly detail: string | null;
}

type Judged = Exclude<Verdict, 'skipped'>;

/** Which node a check is about. */
interface AboutNode {
  /** `host:port`, as configured. */
  readonly node: string;
  /** It is used only while those before it are down. */
  readonly isFallback: boolean;
}

interface ConfigurationFound {
  readonly verdict: Judged;
  readonly error: ConfigError | null;
  /** Keys that Heddle does not know, whose value is out of range and was replaced, or that are given twice. */
  readonly unknown: readonly string[];
  readonly adapted: readonly string[];
  readonly repeated: readonly string[];
}

/** A kind of worker that is set. */
interface SetWorker {
  readonly kind: WorkerKind;
  /** What it does now; null where the program that makes the diagnosis does not mine with it. */
  readonly state: GroupState | null;
}

interface WorkersFound {
  readonly verdict: Judged;
  readonly workers: readonly SetWorker[];
}

interface NodeFound extends AboutNode {
  readonly verdict: Judged;
  readonly error: NodeError | null;
  readonly network: string | null;
  readonly nodeVersion: string | null;
}

/**
 * - `current`: its newest block is recent
 * - `catching-up`: the newest block is old, and new ones came while it was watched
 * - `standing-still`: the newest block is old, and none came
 */
type SyncState = 'current' | 'catching-up' | 'standing-still';

interface SyncFound extends AboutNode {
  readonly verdict: Judged;
  /** Null with an error. */
  readonly state: SyncState | null;
  readonly height: number | null;
  /** By the node's clock where it reports its time. */
  readonly newestAgeMs: number | null;
  readonly error: NodeError | null;
}

interface AccountFound extends AboutNode {
  readonly verdict: Judged;
  /** Null without a usable key. */
  readonly account: string | null;
  readonly keyFault: PublicKeyFault | null;
  /** Why the node does not issue work for it. */
  readonly error: NodeError | null;
}

interface ClockFound {
  readonly verdict: Judged;
  readonly node: string;
  /** This computer's clock less the node's, ms. */
  readonly offsetMs: number;
  /** The offset is that much less or more at most, ms. */
  readonly uncertaintyMs: number;
}

/** An address of this computer. */
export interface OwnAddress {
  readonly address: string;
  readonly interfaceName: string;
  readonly answers: boolean;
}

/**
 * - `free`: Heddle can open it
 * - `heddle`: the Heddle that has the data folder serves it
 * - `stratum`: another Stratum server, such as a Heddle with another data folder
 * - `taken`: another program has it
 * - `refused`: it cannot be opened, see `reason`
 */
export type PortState = 'free' | 'heddle' | 'stratum' | 'taken' | 'refused';

interface PortFound {
  readonly verdict: Judged;
  readonly port: number;
  /** As configured, e.g. `*`. */
  readonly interfaceName: string;
  readonly state: PortState;
  /** The system's words where it cannot be opened. */
  readonly detail: string | null;
  /** Addresses of this computer in networks, and whether the port answers at them, asked from this computer. */
  readonly addresses: readonly OwnAddress[];
}

export type Firewall = 'ufw' | 'firewalld' | 'nftables';

interface FirewallFound {
  readonly verdict: Judged;
  readonly port: number;
  /** Those that are switched on; whether they let the port through is not known. */
  readonly active: readonly Firewall[];
}

interface DiskFound {
  readonly verdict: Judged;
  readonly folder: string;
  /** Null when that cannot be found out. */
  readonly freeBytes: number | null;
  readonly isWritable: boolean;
}

interface VersionsFound {
  readonly verdict: 'ok';
  readonly heddle: string;
  readonly node: string;
  /** Null in a terminal. */
  readonly electron: string | null;
  /** For example `Linux 6.1.0 x64`. */
  readonly system: string;
}

/** A machine in the history. */
export interface MachineSeen {
  readonly key: string;
  /** When its last share was accepted; null when none was. ms since the Unix epoch. */
  readonly lastShareAtMs: number | null;
}

interface MachinesFound {
  readonly verdict: Judged;
  /** Those with the latest share first. */
  readonly machines: readonly MachineSeen[];
  /** The Heddle that mines with this data folder; null when none does. */
  readonly holder: LockHolder | null;
}

interface NoticesFound {
  readonly verdict: Judged;
  /** Switched on, and hardly reported: machines send no shares but whole blocks. */
  readonly topicsWithoutShares: readonly NoticeTopic[];
}

export type Check =
  | ({ readonly kind: 'configuration' } & ConfigurationFound)
  | ({ readonly kind: 'workers' } & (WorkersFound | Skipped))
  | ({ readonly kind: 'node' } & (NodeFound | (Skipped & Partial<AboutNode>)))
  | ({ readonly kind: 'sync' } & (SyncFound | (Skipped & Partial<AboutNode>)))
  | ({ readonly kind: 'account' } & (AccountFound | (Skipped & Partial<AboutNode>)))
  | ({ readonly kind: 'clock' } & (ClockFound | Skipped))
  | ({ readonly kind: 'port' } & (PortFound | Skipped))
  | ({ readonly kind: 'firewall' } & (FirewallFound | Skipped))
  | ({ readonly kind: 'disk' } & DiskFound)
  | ({ readonly kind: 'versions' } & VersionsFound)
  | ({ readonly kind: 'machines' } & (MachinesFound | Skipped))
  | ({ readonly kind: 'notices' } & (NoticesFound | Skipped));

export type CheckOf<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>;

/** A check that was not made. */
export function skipped(reason: SkipReason, detail: string | null = null): Skipped {
  return { verdict: 'skipped', reason, detail };
}
