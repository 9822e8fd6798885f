import { describe, expect, it } from 'vitest';
import type { DeviceIdentity } from '../device.ts';
import { identifiedAgain, isDisplaced, matchOf, newDevice, newId } from './known-device.ts';
import type { KnownDevice } from './known-device.ts';

const MAC = '28:e2:97:00:00:01';
const BOX: DeviceIdentity = {
  ...{ family: 'goldshell', host: '192.168.1.20', webPort: 80, model: 'Goldshell KD-BOX' },
  ...{ firmware: '2.0.1', mac: null },
};
const VAGUE: DeviceIdentity = {
  ...BOX,
  ...{ family: 'cgminer', model: 'bfgminer 5.4.2', firmware: '5.4.2' },
};

const known = (id: string, changes: Partial<KnownDevice> = {}): KnownDevice => ({
  ...newDevice(id, BOX, 1_000),
  ...changes,
});
const VAGUE_ROW = known('vague', { family: 'cgminer', model: null, firmware: null });

describe('which known device a machine is', () => {
  const match = (devices: readonly KnownDevice[], changes: Partial<DeviceIdentity> = {}) =>
    matchOf(devices, { ...BOX, ...changes })?.id;

  it.each<[string, Partial<KnownDevice>, Partial<DeviceIdentity>, boolean]>([
    ['the same', {}, {}, true],
    ['one that names no model now', {}, { model: null }, true],
    ['one that named no model before', { model: null }, {}, true],
    ['one of another model', {}, { model: 'Goldshell KD5' }, false],
    ['one at another host', {}, { host: '192.168.1.21' }, false],
    ['one at another port', {}, { webPort: 8080 }, false],
    ['one whose MAC is known now', {}, { mac: MAC }, true],
    ['one whose MAC was known', { mac: MAC }, {}, true],
    ['one with another MAC', { mac: MAC }, { mac: '28:e2:97:00:00:02' }, false],
    ['one with its MAC elsewhere', { mac: MAC }, { mac: MAC, host: '10.0.0.9' }, true],
    ['one of another family', {}, { family: 'antminer', model: 'Antminer KA3' }, false],
    ['one of another family, without a model', {}, { family: 'antminer', model: null }, false],
    ['its mining program alone', {}, VAGUE, true],
    ['a mining program without a name', {}, { ...VAGUE, model: null }, true],
    ['a mining program with a MAC', {}, { ...VAGUE, mac: MAC }, false],
    ['a machine with a name of its own', {}, { ...VAGUE, model: 'Avalon miner' }, false],
    ['the mining program of an iBeLink', { family: 'ibelink' }, VAGUE, false],
    ['the mining program of an Antminer', { family: 'antminer' }, VAGUE, true],
    ['what was a mining program', { family: 'cgminer', model: 'cgminer 4.9' }, {}, true],
    ['what had no name', { family: 'cgminer', model: null }, {}, true],
    ['what was another miner', { family: 'cgminer', model: 'Avalon' }, {}, false],
  ])('%s', (_, before, now, isSame) => {
    expect(match([known('a', before)], now)).toBe(isSame ? 'a' : undefined);
  });

  it('is the one with its MAC, before one that is at its address', () => {
    const there = known('there', { identifiedAtMs: 5_000 });
    const same = known('same', { mac: MAC, host: '10.0.0.9' });
    expect(match([there, same], { mac: MAC })).toBe('same');
    expect(match([known('none')], { mac: null })).toBe('none');
  });

  it('is the one that was there last, of those that said what they are', () => {
    const [early, late] = [known('early'), known('late', { identifiedAtMs: 1_001 })];
    expect([match([early, late]), match([late, early])]).toEqual(['late', 'late']);
    expect(match([known('first'), known('second')])).toBe('first');
    const vague = { ...VAGUE_ROW, identifiedAtMs: 9_000 };
    expect(match([early, vague])).toBe('early');
    expect(match([vague])).toBe('vague');
  });
});

describe('a device that was identified again', () => {
  it('keeps what it does not say this time', () => {
    const device = known('a', { mac: MAC, watts: 205 });
    const silent = { ...BOX, model: null, firmware: null, mac: null };
    expect(identifiedAgain(device, silent, 2_000)).toEqual({ ...device, identifiedAtMs: 2_000 });
    const news = { ...BOX, host: '10.0.0.9', model: 'Goldshell KD5', firmware: '3', mac: 'm' };
    expect(identifiedAgain(device, news, 2_000)).toEqual({
      ...{ ...device, ...news, identifiedAtMs: 2_000 },
    });
    // A firmware without a model is that of its mining program.
    expect(identifiedAgain(device, { ...silent, firmware: '9' }, 2_000).firmware).toBe('2.0.1');
    const unnamed = known('b', { firmware: null });
    expect(identifiedAgain(unnamed, { ...silent, firmware: '9' }, 2_000).firmware).toBe('9');
  });

  it('keeps its family while its mining program alone answers', () => {
    const device = known('a');
    expect(identifiedAgain(device, VAGUE, 2_000)).toEqual({ ...device, identifiedAtMs: 2_000 });
    const other = identifiedAgain(VAGUE_ROW, { ...VAGUE, model: 'bfgminer' }, 2_000);
    expect(other).toMatchObject({ model: 'bfgminer', firmware: '5.4.2' });
  });

  it('forgets what another family called its model', () => {
    const device = known('a', { family: 'cgminer', model: 'bfgminer 5.4.2', firmware: '5.4.2' });
    const bare = { ...BOX, model: null, firmware: null };
    expect(identifiedAgain(device, bare, 2_000)).toMatchObject({
      ...{ family: 'goldshell', model: null, firmware: null },
    });
  });
});

describe('a device', () => {
  it('is displaced by one that was seen at its address later', () => {
    const device = known('a');
    const displaced = (changes: Partial<KnownDevice>): boolean =>
      isDisplaced([device, known('b', { identifiedAtMs: 1_001, ...changes })], device);
    expect(displaced({})).toBe(true);
    expect(displaced({ identifiedAtMs: 1_000 })).toBe(false);
    expect(displaced({ host: '10.0.0.9' })).toBe(false);
    expect(displaced({ webPort: 8080 })).toBe(false);
    expect(isDisplaced([{ ...device, identifiedAtMs: 9_000 }], device)).toBe(true);
    expect(isDisplaced([device], device)).toBe(false);
  });

  it('has its MAC as its id, or its address, each once', () => {
    expect(newId([], { ...BOX, mac: MAC })).toBe(MAC);
    expect(newId([], BOX)).toBe('192.168.1.20');
    expect(newId([], { ...BOX, webPort: 8080 })).toBe('192.168.1.20:8080');
    const taken = [known('192.168.1.20'), known('192.168.1.20#2')];
    expect(newId(taken.slice(0, 1), BOX)).toBe('192.168.1.20#2');
    expect(newId(taken, BOX)).toBe('192.168.1.20#3');
  });

  it('begins without anything that is kept', () => {
    expect(newDevice('a', { ...BOX, mac: MAC }, 5)).toEqual({
      ...{
        id: 'a',
        ...BOX,
        mac: MAC,
        identifiedAtMs: 5,
        watts: null,
        powerPlan: null,
        power: null,
      },
      ...{ boardsSeen: null, poolsBefore: null, configured: null, unfinished: null },
    });
  });
});
