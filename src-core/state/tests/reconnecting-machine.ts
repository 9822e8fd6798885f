/** Connections of a machine, and what the screen sees of them. */
import { expect } from 'vitest';
import { noMachines, reduceMachines } from '../machines/machine-list.ts';
import { machinesOf } from '../machines/machine-snapshots.ts';
import type { MachineSnapshot } from '../snapshot-types.ts';
import type { MachineStage, StratumEvent } from '../../stratum/stratum-events.ts';

const rate = { hashesPerSecond: 5e12, relativeError: 0.1 };
export const RATES = { oneMinute: rate, tenMinutes: rate, oneHour: rate };
const none = { hashesPerSecond: 0, relativeError: null };
export const NO_RATES = { oneMinute: none, tenMinutes: none, oneHour: none };

/** What the screen sees of a server whose machines a test moves. */
export class Screen {
  #list = reduceMachines(
    noMachines(),
    { type: 'stratum-listening', host: '0.0.0.0', port: 1917 },
    0,
  );

  /** The server reports an event. */
  tell(event: StratumEvent, atMs: number): void {
    this.#list = reduceMachines(this.#list, event, atMs);
  }

  /** The rows of rigs; a connection that has not sent its name yet is no row of one. */
  rigs(atMs: number): readonly MachineSnapshot[] {
    return (machinesOf(this.#list, atMs)?.machines ?? []).filter(({ rig }) => rig !== null);
  }

  /** The row of the rig, where there must be exactly one. */
  only(atMs: number): MachineSnapshot {
    expect(this.rigs(atMs)).toHaveLength(1);
    return this.rigs(atMs)[0] as MachineSnapshot;
  }
}

/** One connection of the rig `garage`, which sends shares when the test says so. */
export class Connection {
  readonly #screen: Screen;
  readonly #session: number;
  readonly #agent: string;
  #accepted = 0;
  #lastShareMs: number | null = null;

  constructor(screen: Screen, session: number, agent = 'kdaminer/1.0.0') {
    this.#screen = screen;
    this.#session = session;
    this.#agent = agent;
  }

  /** Connects, signs in and gets a job within 150 ms. */
  connect(atMs: number): this {
    this.#describe('connected', null, atMs);
    this.#describe('subscribed', null, atMs + 50);
    this.#describe('authorized', 'garage', atMs + 100);
    this.#describe('job-sent', 'garage', atMs + 150);
    return this;
  }

  /** The machine sends a share, which is accepted. */
  share(atMs: number): void {
    this.#accepted += 1;
    this.#lastShareMs = atMs;
    if (this.#accepted === 1) this.#describe('first-share', 'garage', atMs);
    this.measure(atMs);
  }

  /** The server measures the connection. */
  measure(atMs: number): void {
    this.#screen.tell({ type: 'machine-measured', measurement: this.#measurement(atMs) }, atMs);
  }

  /** The machine closes the connection. */
  leave(atMs: number): void {
    const [session, measurement] = [this.#session, this.#measurement(atMs)];
    const reason = { kind: 'closed-by-machine' } as const;
    this.#screen.tell({ type: 'machine-left', session, reason, measurement }, atMs);
  }

  #describe(stage: MachineStage, rig: string | null, atMs: number): void {
    this.#screen.tell(
      {
        type: 'machine-changed',
        machine: {
          session: this.#session,
          address: '192.168.1.31',
          port: 40_000 + this.#session,
          stage,
          agent: stage === 'connected' ? null : this.#agent,
          user: rig,
          rig,
          isAuthorized: rig !== null,
          refusal: null,
          difficultyNotice: null,
          nonce1: null,
        },
      },
      atMs,
    );
  }

  #measurement(atMs: number) {
    const age = this.#lastShareMs === null ? null : atMs - this.#lastShareMs;
    return {
      session: this.#session,
      rig: 'garage',
      shares: {
        accepted: this.#accepted,
        blocks: 0,
        stale: 0,
        duplicate: 0,
        low: 0,
        invalid: 0,
      },
      lastRefusal: null,
      lastRefusalAgeMs: null,
      isAllRefused: false,
      refusedLately: 0,
      lastShareAgeMs: age,
      hashRate: this.#accepted === 0 ? NO_RATES : RATES,
      level: this.#accepted === 0 ? null : 45,
      difficulty: this.#accepted === 0 ? null : 2 ** 45,
      uptimeMs: 1_000,
    };
  }
}
