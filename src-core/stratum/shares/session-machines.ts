/**
 * The machines behind one connection: one as a rule, or one for each name where a proxy authorizes
 * several. Each has a session number, counts and a rate of its own; jobs and target are those of the
 * connection.
 */
import type { PreparedTarget } from '../difficulty/share-target.ts';
import { addEstimates } from '../rate-estimates.ts';
import type { HashRateEstimates } from '../rate-estimates.ts';
import type { AccessRefusal, LeaveReason } from '../refusals.ts';
import { rigName } from '../rig-name.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { MachineRecord } from './machine-record.ts';

interface SessionMachinesOptions {
  readonly address: string;
  readonly port: number;
  /** Names of one connection; further ones count for the first. */
  readonly maxNames: number;
  /** A number that no other session of the server has. */
  readonly nextSession: () => number;
  readonly emit: (event: StratumEvent) => void;
}

/** The machines of one session. Times are ms of a monotonic clock. */
export class SessionMachines {
  readonly #options: SessionMachinesOptions;
  /** The one that is there from the start, whose name comes first. */
  readonly first: MachineRecord;
  /** Those of further names, by rig. */
  readonly #others = new Map<string, MachineRecord>();

  constructor(options: SessionMachinesOptions, session: number, nowMs: number) {
    this.#options = options;
    const { address, port, emit } = options;
    this.first = new MachineRecord({ session, address, port }, emit, nowMs);
  }

  /** Whether any share was accepted. */
  get hasShares(): boolean {
    return this.#all().some(({ hasShares }) => hasShares);
  }

  /** Whether a user is one that was authorized already, or the first to be. */
  knows(user: string): boolean {
    return !this.#isFurther(user) || this.#others.has(rigName(user));
  }

  /** The machine of this user may mine. */
  authorized(user: string, nowMs: number): void {
    this.#named(user, nowMs).authorized(user);
  }

  /** The machine of this user may not mine. */
  refused(user: string, refusal: AccessRefusal, nowMs: number): void {
    this.#named(user, nowMs).refused(user, refusal);
  }

  /** Whether a rig, in lower case, may not mine; null for any that its name keeps out. */
  isRefused(rig: string | null): boolean {
    return this.#all().some(({ description: { refusal, rig: own } }) =>
      rig === null
        ? refusal?.kind === 'rig-not-listed' || refusal?.kind === 'declined'
        : refusal !== null && own?.toLowerCase() === rig,
    );
  }

  /** The user is asked about the machine of this user. */
  asking(user: string, nowMs: number): void {
    if (this.#isFurther(user)) this.#named(user, nowMs).named(user);
    else this.first.asking(user);
  }

  /** The machine that shares of a rig count for. */
  ofRig(rig: string): MachineRecord {
    return this.#others.get(rig) ?? this.first;
  }

  /** A target was sent: from now on shares of all of them have to meet it. */
  targetSent(target: PreparedTarget, nowMs: number): void {
    for (const machine of this.#all()) machine.targetSent(target, nowMs);
  }

  /** Reports the level of each that was not reported yet. */
  reportLevel(): void {
    for (const machine of this.#all()) machine.reportLevel();
  }

  /** The rate of all together, by accepted work. */
  hashRate(nowMs: number): HashRateEstimates {
    if (this.#others.size === 0) return this.first.hashRate(nowMs);
    return addEstimates(this.#all().map((machine) => machine.hashRate(nowMs)));
  }

  /** Reports the figures of each whose report is due. */
  report(nowMs: number): void {
    for (const machine of this.#all()) machine.report(nowMs);
  }

  /** Reports that all of them left. */
  left(reason: LeaveReason, nowMs: number): void {
    for (const machine of this.#all()) machine.left(reason, nowMs);
  }

  #all(): MachineRecord[] {
    return [this.first, ...this.#others.values()];
  }

  #isFurther(user: string): boolean {
    const { isAuthorized, rig } = this.first.description;
    return isAuthorized && rig !== rigName(user);
  }

  #named(user: string, nowMs: number): MachineRecord {
    if (!this.#isFurther(user)) return this.first;
    const rig = rigName(user);
    const known = this.#others.get(rig);
    if (known !== undefined) return known;
    const { maxNames, nextSession, address, port, emit } = this.#options;
    if (this.#others.size + 1 >= maxNames) return this.first;
    const machine = new MachineRecord({ session: nextSession(), address, port }, emit, nowMs);
    this.#others.set(rig, machine);
    const { agent, nonce1 } = this.first.description;
    if (nonce1 !== null) machine.subscribed(agent, nonce1);
    if (this.first.target !== null) machine.targetSent(this.first.target, nowMs);
    return machine;
  }

  /** The connection subscribed. */
  subscribed(agent: string | null, nonce1: number): void {
    for (const machine of this.#all()) machine.subscribed(agent, nonce1);
  }
}
