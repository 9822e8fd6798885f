/** What the terminal says about machines: each sentence with its figures, and what to do. */
import { expect, it } from 'vitest';
import type { DeviceComplaint } from '../../devices/device-complaint.ts';
import type { DeviceError } from '../../devices/device-error.ts';
import type { SetupFault } from '../../devices/device-setup.ts';
import type { FindError } from '../../devices/devices.ts';
import {
  complaintPhrase,
  findErrorSentence,
  obstacleSentence,
  setupFaultSentence,
} from './device-sentences.ts';

it.each<[DeviceError, string]>([
  [
    { kind: 'unreachable', detail: 'connect EHOSTUNREACH' },
    'Nothing answers at its address (connect EHOSTUNREACH). Check that it is switched on and in this network.',
  ],
  [
    { kind: 'timeout', limitMs: 2_500 },
    'It did not answer within 2.5 s. It may be restarting: try again in a minute.',
  ],
  [
    { kind: 'password-needed' },
    'It needs its password: set HEDDLE_MACHINE_PASSWORD, or type it when asked.',
  ],
  [
    { kind: 'password-wrong', answer: 'bad "login"' },
    'It refused the password ("bad \\"login\\""). It wants the one of its own web page, in HEDDLE_MACHINE_PASSWORD or typed when asked.',
  ],
  [
    { kind: 'password-wrong', answer: null },
    'It refused the password. It wants the one of its own web page, in HEDDLE_MACHINE_PASSWORD or typed when asked.',
  ],
  [
    { kind: 'refused', status: 500, answer: 'no' },
    'It refused with status 500 ("no"). Restart it and try again. If it still refuses, use its own web page.',
  ],
  [
    { kind: 'refused', status: null, answer: '' },
    'It refused. Restart it and try again. If it still refuses, use its own web page.',
  ],
  [
    { kind: 'nonsense', answer: '<html>' },
    'Its answer cannot be read ("<html>"). Restart the machine and try again.',
  ],
  [
    { kind: 'another-machine', model: 'Goldshell KD5' },
    'Another machine has this address now (Goldshell KD5). Search again with --find-machines.',
  ],
  [
    { kind: 'another-machine', model: null },
    'Another machine has this address now (unknown). Search again with --find-machines.',
  ],
  [{ kind: 'unsupported' }, 'This model cannot do that.'],
  [
    { kind: 'not-kept', urls: ['stratum+tcp://a:1', 'stratum+tcp://b:2'] },
    'It did not keep the new pools; it has stratum+tcp://a:1, stratum+tcp://b:2. Write them on its own web page.',
  ],
  [
    { kind: 'not-kept', urls: [] },
    'It did not keep the new pools; it has none. Write them on its own web page.',
  ],
  [
    { kind: 'pools-too-long' },
    'Its pools are longer than Heddle can keep to put them back, so nothing was written. Shorten them on its own web page.',
  ],
  [{ kind: 'busy' }, 'Its pools are being changed. Try again when that is done.'],
  [{ kind: 'cancelled' }, 'It was cancelled.'],
])('after a step that failed with %j', (error, sentence) => {
  expect(setupFaultSentence('restarting', { kind: 'device', error })).toBe(
    `Restarting failed. ${sentence}`,
  );
});

it.each<[SetupFault, string]>([
  [
    { kind: 'did-not-connect', waitedMs: 89_600 },
    'Its pools are right, but it did not connect within 90 s. Check that the firewall of this computer lets it in.',
  ],
  [
    { kind: 'on-failover', url: 'stratum+tcp://a:1', waitedMs: 90_000 },
    'Its pools are right, but after 90 s it still hashes for stratum+tcp://a:1. Restart it; if it does not come then, remove its other pools.',
  ],
  [
    { kind: 'not-admitted', refusal: { kind: 'wrong-password' } },
    'It connected, but may not mine: the password is wrong.',
  ],
  [
    { kind: 'no-share', waitedMs: 300_000 },
    'It is connected, but no share of it was accepted within 300 s. The log of the miner has the reasons.',
  ],
  [
    { kind: 'name-taken', worker: 'shed' },
    'Nothing was written: another machine is named shed. Choose another --worker-name.',
  ],
  [
    { kind: 'no-way', obstacle: 'no-server' },
    'Nothing was written: the Stratum server does not run. Start mining with machines (--worker stratum).',
  ],
  [
    { kind: 'no-way', obstacle: 'not-listening-there' },
    'Nothing was written: the Stratum server does not listen where this machine could reach it. Set --stratum-interface to "*".',
  ],
  [
    { kind: 'server-stopped' },
    'Waiting for its connection failed. The Stratum server stopped. Start mining again and repeat this.',
  ],
  [
    { kind: 'keeps-a-pool', error: { kind: 'refused', status: 400, answer: 'empty' } },
    'It had no pool before, but does not take an empty list. It refused with status 400 ("empty"). Enter the pool that it should have on its own web page.',
  ],
  [
    { kind: 'not-saved', detail: 'ENOSPC' },
    'Nothing was written: its present pools could not be stored (ENOSPC). Free some space there, or name another folder with --data-dir.',
  ],
])('after %j', (fault, sentence) => {
  expect(setupFaultSentence('waiting-for-machine', fault)).toBe(sentence);
});

it.each([
  [
    'no-server',
    'Nothing listens at stratum+tcp://a:1. Start mining with machines first (--worker stratum).',
  ],
  [
    'not-listening-there',
    'The Stratum server does not listen where this machine could reach it. Set --stratum-interface to "*".',
  ],
  ['busy', 'This machine is being configured already.'],
] as const)('where %s is in the way', (obstacle, sentence) => {
  expect(obstacleSentence(obstacle, 'stratum+tcp://a:1')).toBe(sentence);
});

it.each<[FindError, string]>([
  [{ kind: 'searching' }, 'A search runs already.'],
  [
    { kind: 'range', text: '1"', reason: 'unreadable' },
    '"1\\"" is no range of addresses. Expected 192.168.1.0/24, 192.168.1.10-20 or 192.168.1.10.',
  ],
  [
    { kind: 'range', text: '10.0.0.0/8', reason: 'too-large' },
    '"10.0.0.0/8" has too many addresses: at most a /22 is searched.',
  ],
  [
    { kind: 'range', text: '10.0.0.0/22', reason: 'too-many' },
    'Up to "10.0.0.0/22" there are too many addresses: at most four /22 are searched at once.',
  ],
  [
    { kind: 'range', text: '8.8.8.8', reason: 'not-private' },
    '"8.8.8.8" is not in a private network: only those are searched.',
  ],
])('where no search begins: %j', (error, sentence) => {
  expect(findErrorSentence(error)).toBe(sentence);
});

it.each<[DeviceComplaint, string]>([
  [{ kind: 'too-hot', part: 'chip', celsius: 94.6, limit: 90 }, 'chip at 95 °C'],
  [{ kind: 'fan-stopped', fans: [2] }, 'fan 2 stands still'],
  [{ kind: 'fan-stopped', fans: [1, 3] }, 'fans 1, 3 stand still'],
  [{ kind: 'board-missing', boards: 2, expected: 3, missing: [] }, '2 of 3 boards hash'],
  [
    { kind: 'board-missing', boards: 1, expected: 3, missing: [1, 3] },
    '1 of 3 boards hash, not 1, 3',
  ],
  [{ kind: 'slow', hashesPerSecond: 1, nameplate: 2, share: 0.5 }, 'slower than its label says'],
  [{ kind: 'other-pool', url: 'stratum+tcp://a:1' }, 'hashes for stratum+tcp://a:1'],
  [
    { kind: 'old-address', url: 'stratum+tcp://a:1' },
    'set up for stratum+tcp://a:1, which Heddle has no more',
  ],
  [{ kind: 'hardware-errors', share: 0.0519 }, '5.2 % hardware errors'],
])('in the table: %j', (complaint, phrase) => {
  expect(complaintPhrase(complaint)).toBe(phrase);
});
