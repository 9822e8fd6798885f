/** What a Goldshell reports at TCP 4028, and of its boards at `/mcb/cgminer`. Rates in MH/s. */
import type { CgminerReplies } from '../interfaces/cgminer-server.ts';
import type { Machine } from '../machine/machine.ts';
import { poolFields, shareSums } from './cgminer-fields.ts';

const MEGA = 1e6;

/** Its answers on TCP 4028, by command. */
export function goldshellReplies(machine: Machine): CgminerReplies {
  return ({ command }) => {
    switch (command) {
      case 'version':
        return { VERSION: [{ Intminer: '5.4.2', API: '3.7', Miner: 'intchains_qomo' }] };
      case 'summary':
        return { SUMMARY: [summary(machine)] };
      case 'devs':
        return { DEVS: devs(machine) };
      case 'devdetails':
        return { DEVDETAILS: details(machine) };
      case 'stats':
        return machine.faults.brokenStats ? brokenStats() : { STATS: stats(machine) };
      case 'pools':
        return { POOLS: poolFields(machine) };
      default:
        return null;
    }
  };
}

function summary(machine: Machine): Record<string, unknown> {
  const { hashes } = machine.miner;
  return {
    Elapsed: Math.floor(hashes.secondsSinceStart()),
    'MHS av': hashes.averageRate() / MEGA,
    'MHS 20s': hashes.rate(20) / MEGA,
    'Found Blocks': 0,
    ...shareSums(machine),
    'Hardware Errors': 0,
    'Total MH': hashes.total() / MEGA,
    'Device Hardware%': 0,
  };
}

/** A board that is missing is listed without a chip, a rate and a temperature. */
function devs(machine: Machine): unknown[] {
  const { boards, fans } = machine.sensors();
  const { hashes } = machine.miner;
  return Array.from({ length: machine.hardware.boards }, (_, index) => {
    const board = boards[index];
    return {
      PGA: index,
      Name: 'INCS',
      ID: index,
      Enabled: 'Y',
      Status: board === undefined ? 'Dead' : 'Alive',
      clock: machine.power === 'asleep' ? 0 : 550,
      'Device Elapsed': Math.floor(hashes.secondsSinceStart()),
      'MHS av': board === undefined ? 0 : hashes.averageRate() / MEGA / boards.length,
      'MHS 20s': board === undefined ? 0 : machine.boardRate(20) / MEGA,
      'Hardware Errors': 0,
      'Device Hardware%': 0,
      'tstemp-0': board?.chip ?? 0,
      'tstemp-1': board?.chip ?? 0,
      'tstemp-2': board?.board ?? 0,
      ...Object.fromEntries(fans.map((turns, fan) => [`fan${fan}`, turns])),
    };
  });
}

function details(machine: Machine): unknown[] {
  const { boards, chipsPerBoard } = machine.hardware;
  const there = machine.sensors().boards.length;
  return Array.from({ length: boards }, (_, index) => ({
    DEVDETAILS: index,
    Name: 'INCS',
    ID: index,
    'chips-nr': index < there ? chipsPerBoard : 0,
  }));
}

function stats(machine: Machine): unknown[] {
  const { fans } = machine.sensors();
  const turns = fans.map((each, index) => [`fan${index + 1}`, each]);
  return [
    { STATS: 0, ID: 'INCS0', Elapsed: Math.floor(machine.miner.hashes.secondsSinceStart()) },
    Object.fromEntries(turns),
  ];
}

/** A list whose commas are missing. */
function brokenStats(): string {
  return '{"STATUS":[{"STATUS":"S","Code":70,"Msg":"stats"}],"STATS":[{"STATS":0}{"STATS":1}],"id":1}';
}

/** The boards as the web interface has them. */
export function goldshellBoards(machine: Machine): unknown[] {
  const { boards, fans } = machine.sensors();
  const { hashes } = machine.miner;
  const { Accepted: accepted, Rejected: rejected } = shareSums(machine);
  return boards.map(({ chip, board }, id) => ({
    id,
    valid: 10,
    time: Math.floor(hashes.secondsSinceStart()),
    hashrate: machine.boardRate(20) / MEGA,
    av_hashrate: hashes.averageRate() / MEGA / boards.length,
    accepted: id === 0 ? accepted : 0,
    rejected: id === 0 ? rejected : 0,
    hwerrors: 0,
    hwerr_ration: 0,
    temp: `${chip.toFixed(1)} °C / ${board.toFixed(1)} °C`,
    fanspeed: fans.map((turns) => `${turns} rpm`).join(' / '),
    powerplan: 0,
    minerstatus: 0,
  }));
}
