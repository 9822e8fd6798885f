/** Which machines mine, which left lately and which need attention. */
import type {
  MachineSnapshot,
  MinerSnapshot,
  StratumSnapshot,
} from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { joinMachines } from '../../stores/joined-machines.ts';
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { joinedName, joinedRank, joinedState } from '../devices/joined-state.ts';
import { doesWork } from '../machines/machine-state.ts';
import type { MachineState } from '../machines/machine-state.ts';
import { rejectedCount } from '../machines/share-kinds.ts';

/** A machine that left may be back in a moment; after an hour its absence is no news. */
const LEFT_AFTER_MS = 60_000;
const LEFT_NEWS_MS = 3_600_000;

interface MachineTrouble {
  /** Opens its page. */
  readonly key: string;
  readonly name: string;
  readonly state: MachineState;
}

export interface MachineTroubles {
  /** Machines whose shares count. */
  readonly mining: number;
  /** Connected machines, and those that left lately. */
  readonly all: number;
  readonly online: number;
  /** Machines that sent shares and left within the last hour, the latest first. */
  readonly left: readonly {
    readonly key: string;
    readonly name: string;
    readonly atMs: number;
  }[];
  /** Those in a state that the user should do something about, the worst first. */
  readonly troubled: readonly MachineTrouble[];
}

/** Whether machines are connected and each of them needs attention, so that nothing of theirs counts. */
export function allFail({ mining, online, troubled }: MachineTroubles): boolean {
  return online > 0 && mining === 0 && troubled.length >= online;
}

type Facts = Pick<MinerSnapshot, 'stratum' | 'devices'>;

/**
 * Looks at all machines at `nowMs`.
 * @param isWatched whether machines are read without being asked to
 * @param isMeant whether the user knows of a departure
 */
export function machineTroubles(
  translation: Translation,
  { stratum, devices }: Facts,
  nowMs: number,
  isWatched: boolean,
  isMeant: (departure: Pick<MachineTroubles['left'][number], 'key' | 'atMs'>) => boolean = () =>
    false,
): MachineTroubles {
  const asking = stratum?.asking ?? [];
  const machines = joinMachines(stratum?.machines ?? [], devices);
  const mining = machines.filter(
    ({ session }) => session !== null && doesWork(session, asking, nowMs),
  );
  const left = leftLately(machines, nowMs).filter((departure) => !isMeant(departure));
  const online = stratum?.online ?? 0;
  return {
    mining: mining.length,
    all: Math.max(online, mining.length) + left.length,
    online,
    left,
    troubled: troubledOf(translation, machines, asking, nowMs, isWatched),
  };
}

function leftLately(machines: readonly JoinedMachine[], nowMs: number): MachineTroubles['left'] {
  return machines
    .flatMap((machine) => {
      const { session, key } = machine;
      if (session === null || session.isOnline || !hasMined(session)) return [];
      const atMs = session.leftAtMs ?? nowMs;
      const awayMs = nowMs - atMs;
      if (awayMs < LEFT_AFTER_MS || awayMs > LEFT_NEWS_MS) return [];
      return [{ key, name: joinedName(machine), atMs }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** Whether it sent shares, good or not: what only tried the port is not missed. */
function hasMined({ shares }: MachineSnapshot): boolean {
  return shares.accepted + rejectedCount(shares) > 0;
}

function troubledOf(
  translation: Translation,
  machines: readonly JoinedMachine[],
  asking: StratumSnapshot['asking'],
  nowMs: number,
  isWatched: boolean,
): readonly MachineTrouble[] {
  return machines
    .filter((machine) => !hasNodeTrouble(machine))
    .map((machine) => ({
      key: machine.key,
      name: joinedName(machine),
      state: joinedState(translation, machine, asking, nowMs, isWatched),
      rank: joinedRank(machine, asking, nowMs),
    }))
    .filter(({ state }) => state.tone === 'warn' || state.tone === 'bad')
    .sort((a, b) => a.rank - b.rank)
    .map(({ key, name, state }) => ({ key, name, state }));
}

/** Its work is outdated: one sentence about the node says that of all machines. */
function hasNodeTrouble({ session }: JoinedMachine): boolean {
  return session !== null && session.outdatedSinceMs !== null && session.refusal === null;
}
