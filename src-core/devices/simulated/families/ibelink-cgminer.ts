/** What an iBeLink reports at TCP 4029, its only interface that programs can use. Rates in MH/s. */
import type { CgminerReplies } from '../interfaces/cgminer-server.ts';
import type { Machine } from '../machine/machine.ts';
import { poolFields, shareSums } from './cgminer-fields.ts';

const MEGA = 1e6;

/** Its answers on TCP 4029, by command. */
export function ibelinkReplies(machine: Machine): CgminerReplies {
  return ({ command }) => {
    switch (command) {
      case 'summary':
        return { SUMMARY: [summary(machine)] };
      case 'devs':
        return { DEVS: devs(machine) };
      case 'pools':
        return { POOLS: poolFields(machine) };
      default:
        return null;
    }
  };
}

function summary(machine: Machine): Record<string, unknown> {
  const { hashes } = machine.miner;
  const { boards, fans } = machine.sensors();
  const temperatures = boards.flatMap(({ chip, board }) => [chip, board]);
  return {
    Elapsed: Math.floor(hashes.secondsSinceStart()),
    'MHS av': hashes.averageRate() / MEGA,
    'MHS 5s': hashes.rate(5) / MEGA,
    ...shareSums(machine),
    'Hardware Errors': 0,
    'Total MH': hashes.total() / MEGA,
    ...Object.fromEntries(temperatures.map((each, index) => [`Temp${index + 1}`, each])),
    ...Object.fromEntries(fans.map((turns, index) => [`Fan${index + 1}`, turns])),
    PWM: 70,
    'Power Type': 'normal',
    macaddress: machine.mac.replaceAll(':', ''),
    'Hash Method': 'Blake2s',
  };
}

function devs(machine: Machine): unknown[] {
  const { boards } = machine.sensors();
  const { hashes } = machine.miner;
  return boards.map(({ chip }, index) => ({
    PGA: index,
    Name: machine.model,
    ID: index,
    Enabled: 'Y',
    Status: 'Alive',
    Temperature: chip,
    'MHS av': hashes.averageRate() / MEGA / boards.length,
    'MHS 5s': machine.boardRate(5) / MEGA,
    Asics: machine.hardware.chipsPerBoard,
    'Chain SN': `SIMULATED${index}`,
    'Hardware Errors': 0,
  }));
}
