/**
 * Machines of which every share is refused: what they work for counts for nothing, while they look
 * busy. Known by name and address, so that one which reconnects is the same. Pure: time is an
 * argument.
 */
import type { ShareRefusal } from '../refusals.ts';

/** This many refused shares in a row, over this long, are no chance: a few stale ones are usual. */
const RUN_SHARES = 5;
const RUN_MS = 30_000;
/** Without any share for longer a machine is silent or gone, which is shown elsewhere. */
const FORGOTTEN_MS = 600_000;
/** After it left, a machine that only reconnects is back within this time. */
const AWAY_MS = 60_000;
const RUN_LIMIT = 20_000;
const SHOWN_NAMES = 5;

/** The refused shares of one machine since its last accepted one. */
export interface RefusedRun {
  readonly name: string;
  readonly sinceMs: number;
  lastMs: number;
  count: number;
  leftAtMs: number | null;
  /** A share was accepted since, or the run was forgotten: the next refused share begins another. */
  isOver: boolean;
  /** By kind: how many, and the last one. */
  readonly kinds: Map<ShareRefusal['kind'], { count: number; last: ShareRefusal }>;
}

/** All machines whose every share is refused now. */
interface AllRefused {
  readonly machines: number;
  /** The first few. */
  readonly names: readonly string[];
  /** The most common refusal. */
  readonly refusal: ShareRefusal;
  readonly shares: number;
  readonly sinceMs: number;
}

/** The runs of all machines of a server. Times are ms of a monotonic clock. */
export class RefusedRuns {
  readonly #runs = new Map<string, RefusedRun>();

  /**
   * A share was refused. Returns the machine's run.
   * @param known the run that its share before belonged to: finding it takes a third of judging
   */
  refused(
    name: string,
    address: string,
    refusal: ShareRefusal,
    nowMs: number,
    known: RefusedRun | null = null,
  ): RefusedRun {
    const isSame = known !== null && !known.isOver && known.name === name;
    const run = isSame ? known : this.#runOf(name, address, nowMs);
    run.count += 1;
    run.lastMs = nowMs;
    run.leftAtMs = null;
    const kind = run.kinds.get(refusal.kind);
    if (kind === undefined) {
      run.kinds.set(refusal.kind, { count: 1, last: refusal });
    } else {
      kind.count += 1;
      kind.last = refusal;
    }
    return run;
  }

  #runOf(name: string, address: string, nowMs: number): RefusedRun {
    const key = `${name}@${address}`;
    const known = this.#runs.get(key);
    if (known !== undefined) return known;
    if (this.#runs.size >= RUN_LIMIT) for (const old of [...this.#runs.keys()]) this.#end(old);
    const times = { sinceMs: nowMs, lastMs: nowMs, leftAtMs: null };
    const run = { name, ...times, count: 0, isOver: false, kinds: new Map() };
    this.#runs.set(key, run);
    return run;
  }

  #end(key: string): void {
    const run = this.#runs.get(key);
    if (run === undefined) return;
    run.isOver = true;
    this.#runs.delete(key);
  }

  /** A share was accepted: the run is over. */
  accepted(name: string, address: string): void {
    if (this.#runs.size > 0) this.#end(`${name}@${address}`);
  }

  /** A connection of the machine ended. */
  left(name: string, address: string, nowMs: number): void {
    const run = this.#runs.get(`${name}@${address}`);
    if (run !== undefined) run.leftAtMs = nowMs;
  }

  /** The machines whose every share is refused; null when there is none. */
  look(nowMs: number): AllRefused | null {
    const names: string[] = [];
    const kinds = new Map<ShareRefusal['kind'], { count: number; last: ShareRefusal }>();
    let [machines, shares, sinceMs] = [0, 0, nowMs];
    for (const [key, run] of this.#runs) {
      if (nowMs - run.lastMs > FORGOTTEN_MS || nowMs - (run.leftAtMs ?? nowMs) > AWAY_MS) {
        this.#end(key);
      } else if (isAllRefused(run)) {
        machines += 1;
        shares += run.count;
        sinceMs = Math.min(sinceMs, run.sinceMs);
        if (names.length < SHOWN_NAMES) names.push(run.name);
        for (const [kind, { count, last }] of run.kinds) {
          kinds.set(kind, { count: count + (kinds.get(kind)?.count ?? 0), last });
        }
      }
    }
    const [common] = [...kinds.values()].sort((a, b) => b.count - a.count);
    return common === undefined ? null : { machines, names, refusal: common.last, shares, sinceMs };
  }
}

/** Whether enough shares in a row were refused to say that all are. */
export function isAllRefused({ count, sinceMs, lastMs }: RefusedRun): boolean {
  return count >= RUN_SHARES && lastMs - sinceMs >= RUN_MS;
}
