import { describe, expect, it } from 'vitest';
import type { KnownDevice } from '../../state/devices/device-list.ts';
import { machineJson, machineTable } from './machine-table.ts';

const box: KnownDevice = {
  id: '28:e2:97:00:00:01',
  host: '192.168.1.30',
  webPort: 80,
  family: 'goldshell',
  model: 'Goldshell KD-BOX II',
  firmware: '2.2.0',
  mac: '28:e2:97:00:00:01',
  nameplate: null,
  watts: null,
  powerPlan: null,
  canConfigure: true,
  actions: [],
  canPutBack: false,
  hadNoPool: false,
  hasPowerPlans: false,
  hasPassword: false,
  reading: {
    atMs: 1,
    hashesPerSecond: 5.06e12,
    averageHashesPerSecond: 5e12,
    boards: [
      {
        number: 1,
        hashesPerSecond: 5.06e12,
        chipTemperature: 83.4,
        boardTemperature: 60,
        hardwareErrors: 0,
      },
    ],
    fans: [2940, 0],
    hardwareErrors: 0,
    hardwareErrorShare: 0,
    accepted: 12,
    rejected: 0,
    uptimeSeconds: 93_000,
    pools: [{ url: 'stratum+tcp://pool.example:3333', user: 'k:a', isActive: true, isAlive: true }],
    isAsleep: false,
  },
  error: null,
  formerIds: [],
  silentSinceMs: null,
  complaints: [{ kind: 'fan-stopped', fans: [2] }],
  setup: null,
};

const silent: KnownDevice = {
  ...box,
  family: 'cgminer',
  host: '127.0.0.12',
  webPort: 8080,
  model: null,
  firmware: null,
  mac: null,
  reading: null,
  complaints: [],
};

describe('the table of machines', () => {
  it('has a line for each, in columns', () => {
    const [head = '', first = '', second = '', end] = machineTable([box, silent]).split('\n');
    expect(first).toMatch(
      /^192\.168\.1\.30 +Goldshell KD-BOX II +2\.2\.0 +5\.06 TH\/s +83 °C +2940\/0 rpm +1 d 1 h +stratum\+tcp:\/\/pool\.example:3333 +28:e2:97:00:00:01 +fan 2 stands still$/,
    );
    expect(second).toMatch(/^127\.0\.0\.12:8080 +- +- +- +- +- +- +- +- +-$/);
    expect(head.indexOf('MODEL')).toBe(first.indexOf('Goldshell'));
    expect(end).toBe('');
  });

  it('says of a Goldshell without a model why it has none', () => {
    const hidden = { ...silent, family: 'goldshell', model: null } as const;
    expect(machineTable([hidden])).toContain(' Goldshell, model behind its login ');
    expect(machineTable([{ ...hidden, mac: '28:e2:97:00:00:01' }])).toMatch(/ Goldshell {2,}-/);
  });

  it('has headings', () => {
    expect(machineTable([])).toBe(
      'ADDRESS  MODEL  FIRMWARE  RATE  TEMP  FANS  UPTIME  POOL  MAC  TROUBLE\n',
    );
  });

  it('names every complaint, and what else the machine says', () => {
    const tidy = (device: KnownDevice): string => machineTable([device]).split('\n')[1] ?? '';
    const both = { ...box, complaints: [...box.complaints, { kind: 'other-pool', url: 'u' }] };
    expect(tidy(both as KnownDevice)).toMatch(/ fan 2 stands still; hashes for u$/);
    const reading = box.reading!;
    const board = reading.boards[0]!;
    const boards = [
      { ...board, chipTemperature: null, boardTemperature: 61.5 },
      { ...board, chipTemperature: null, boardTemperature: 59 },
      { ...board, chipTemperature: null, boardTemperature: null },
    ];
    expect(tidy({ ...box, reading: { ...reading, boards } })).toContain(' 62 °C ');
    expect(tidy({ ...box, reading: { ...reading, fans: [1.5] } })).toContain(' 2 rpm ');
  });

  it.each([
    [59, ' 0 min '],
    [60, ' 1 min '],
    [3_599, ' 59 min '],
    [3_600, ' 1 h 0 min '],
    [7_260, ' 2 h 1 min '],
    [86_399, ' 23 h 59 min '],
    [86_400, ' 1 d 0 h '],
    [180_000, ' 2 d 2 h '],
  ])('has an uptime of %d s as%s', (uptimeSeconds, text) => {
    const reading = { ...box.reading!, uptimeSeconds };
    expect(machineTable([{ ...box, reading }])).toContain(text);
  });

  it('names the preferred pool of a machine that hashes for none', () => {
    const pools = [{ url: 'stratum+tcp://idle:1', user: 'k:a', isActive: false, isAlive: false }];
    const idle = { ...box, reading: box.reading && { ...box.reading, pools } };
    expect(machineTable([idle])).toContain(' stratum+tcp://idle:1 ');
  });

  it('is JSON for programs, with what could not be read as null', () => {
    const [first, second] = JSON.parse(machineJson([box, silent])) as Record<string, unknown>[];
    expect(first).toMatchObject({
      address: '192.168.1.30',
      model: 'Goldshell KD-BOX II',
      reading: { hashesPerSecond: 5.06e12 },
    });
    expect(second).toMatchObject({ address: '127.0.0.12', webPort: 8080, reading: null });
  });
});
