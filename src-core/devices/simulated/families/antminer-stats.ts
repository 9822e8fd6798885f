/** The readings of an Antminer, in the older and in the newer form. Rates in GH/s. */
import type { CgminerReplies } from '../interfaces/cgminer-server.ts';
import type { Machine } from '../machine/machine.ts';
import { poolFields, shareSums } from './cgminer-fields.ts';

const GIGA = 1e9;
const API = '3.1';

/** Its answers on TCP 4028, by command. */
export function antminerReplies(machine: Machine): CgminerReplies {
  return ({ command, isNewApi }) => {
    switch (command) {
      case 'version':
        return { VERSION: [{ API, ...program(machine) }] };
      case 'summary':
        return { SUMMARY: [summary(machine)] };
      case 'stats':
        return isNewApi ? newStats(machine) : { STATS: [program(machine), oldStats(machine)] };
      case 'pools':
        return { POOLS: poolFields(machine) };
      default:
        return null;
    }
  };
}

function program({ firmware, model }: Machine): Record<string, string> {
  return { BMMiner: '1.0.0', Miner: 'uart_trans.1.3', CompileTime: firmware, Type: model };
}

function summary(machine: Machine): Record<string, unknown> {
  const { hashes } = machine.miner;
  return {
    Elapsed: Math.floor(hashes.secondsSinceStart()),
    'GHS 5s': hashes.rate(5) / GIGA,
    'GHS av': hashes.averageRate() / GIGA,
    ...shareSums(machine),
    'Hardware Errors': 0,
    'Device Hardware%': 0,
  };
}

type Field = readonly [name: string, value: string | number];

/** Numbered fields, one set for each place of a board. */
function oldStats(machine: Machine): Record<string, unknown> {
  const { hashes } = machine.miner;
  const { boards, fans } = machine.sensors();
  const chains = Array.from({ length: machine.hardware.boards }, (_, index): Field[] => {
    const board = boards[index];
    const four = (value = 0): string => fourTimes(value).join('-');
    return [
      [`chain_acn${index + 1}`, board === undefined ? 0 : machine.hardware.chipsPerBoard],
      [`chain_rate${index + 1}`, board === undefined ? '' : String(machine.boardRate(5) / GIGA)],
      [`chain_hw${index + 1}`, 0],
      [`temp_pcb${index + 1}`, four(board?.board)],
      [`temp_chip${index + 1}`, four(board?.chip)],
    ];
  });
  return {
    STATS: 0,
    ID: 'BTM_SOC0',
    Elapsed: Math.floor(hashes.secondsSinceStart()),
    'GHS 5s': hashes.rate(5) / GIGA,
    'GHS av': hashes.averageRate() / GIGA,
    rate_unit: 'GH',
    miner_count: boards.length,
    fan_num: fans.length,
    ...Object.fromEntries(fans.map((turns, index) => [`fan${index + 1}`, turns])),
    ...Object.fromEntries(chains.flat()),
  };
}

/** The answer to `stats` with `new_api`, the same at `stats.cgi`. */
export function newStats(machine: Machine): Readonly<Record<string, unknown>> {
  const { hashes } = machine.miner;
  const { boards, fans } = machine.sensors();
  const chain = boards.map(({ chip, board }, index) => ({
    index,
    freq_avg: 585,
    rate_real: machine.boardRate(5) / GIGA,
    asic_num: machine.hardware.chipsPerBoard,
    temp_pic: fourTimes(board),
    temp_pcb: fourTimes(board),
    temp_chip: fourTimes(chip),
    hw: 0,
    eeprom_loaded: true,
    sn: `SIMULATED${index}`,
  }));
  return {
    ...webHead(machine, 'stats'),
    STATS: [
      {
        elapsed: Math.floor(hashes.secondsSinceStart()),
        rate_5s: hashes.rate(5) / GIGA,
        rate_30m: hashes.averageRate() / GIGA,
        rate_avg: hashes.averageRate() / GIGA,
        rate_unit: 'GH/s',
        chain_num: boards.length,
        fan_num: fans.length,
        fan: fans,
        hwp_total: 0,
        chain,
      },
    ],
  };
}

/** `summary.cgi` */
export function webSummary(machine: Machine): Readonly<Record<string, unknown>> {
  const { hashes } = machine.miner;
  return {
    ...webHead(machine, 'summary'),
    SUMMARY: [
      {
        elapsed: Math.floor(hashes.secondsSinceStart()),
        rate_5s: hashes.rate(5) / GIGA,
        rate_avg: hashes.averageRate() / GIGA,
        rate_unit: 'GH/s',
        hw_all: 0,
        bestshare: 0,
      },
    ],
  };
}

function webHead({ model, firmware }: Machine, Msg: string): Record<string, unknown> {
  const when = Math.floor(Date.now() / 1000);
  return {
    STATUS: { STATUS: 'S', when, Msg, api_version: '1.0.0' },
    INFO: { miner_version: 'uart_trans.1.3', CompileTime: firmware, type: model },
  };
}

/** A board has four sensors of each kind; here they agree. */
function fourTimes(celsius: number): number[] {
  return Array.from({ length: 4 }, () => Math.round(celsius));
}
