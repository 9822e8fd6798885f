import { expect, it } from 'vitest';
import type { MachineSnapshot, MinerSnapshot } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { machineTroubles } from './machine-troubles.ts';
import { miningVerdict } from './mining-verdict.ts';
import { stripTrouble } from './strip-trouble.ts';

const english = translationTo('en');
const german = translationTo('de');
const NOW = Date.UTC(2026, 10, 30, 12, 0);

type Kind = MinerSnapshot['groups'][number]['kind'];

function snapshot(
  machines: readonly MachineSnapshot[],
  changes: Partial<MinerSnapshot> = {},
  kinds: readonly Kind[] = ['stratum'],
): MinerSnapshot {
  const online = machines.filter(({ isOnline }) => isOnline).length;
  const groups = kinds.map((kind) => ({ kind, state: 'mining', error: null }));
  return {
    ...{ atMs: NOW, phase: 'mining', rests: [], problems: [], devices: [], network: null },
    cutMovedAtMs: NOW,
    groups,
    stratum: { machines, online, asking: [], notShown: 0, outdatedSinceMs: null },
    ...changes,
  } as unknown as MinerSnapshot;
}

function rig(name: string, changes: Partial<MachineSnapshot> = {}): MachineSnapshot {
  const address = `10.0.0.${name.length}`;
  return madeUpMachine({ rig: name, address, lastShareAtMs: NOW, connectedAtMs: NOW, ...changes });
}

function gone(name: string, minutes: number): MachineSnapshot {
  return rig(name, { isOnline: false, leftAtMs: NOW - minutes * 60_000 });
}

/** What Home and the strip say. */
function said(given: MinerSnapshot, translation = english) {
  const machines = machineTroubles(translation, given, NOW, true);
  const { text, tone } = miningVerdict(translation, given, machines, false);
  const strip = stripTrouble(translation, given, machines);
  return { home: text, tone, strip: strip?.happened ?? null, stripTone: strip?.tone ?? null };
}

const LOW = { kind: 'low-difficulty', level: 2.2, wantedLevel: 10 } as const;

it('says that all is well, and who mines', () => {
  const given = snapshot([rig('a'), rig('bb')], {}, ['cpu', 'stratum']);
  expect(said(given)).toEqual({
    home: 'All is well. Mining: Processor and 2 machines.',
    tone: 'good',
    strip: null,
    stripTone: null,
  });
  expect(said(given, german).home).toBe('Alles in Ordnung. Mining: Prozessor und 2 Geräte.');
  expect(said(snapshot([], {}, ['cpu'])).home).toBe('All is well. Mining: Processor.');
});

it('names what needs attention first, and counts the rest', () => {
  const given = snapshot([
    rig('a'),
    rig('bb', { isAllRefused: true, lastRefusal: { refusal: LOW, atMs: NOW } }),
    rig('ccc', { refusedLately: 0.4, lastRefusal: { refusal: LOW, atMs: NOW } }),
    gone('dddd', 5),
  ]);
  expect(said(given)).toMatchObject({
    home: 'Mining: 2 of 4 machines. bb: All shares rejected. One more machine needs attention. 1 machine has left.',
    tone: 'warn',
    strip: '2 machines need attention: bb, ccc.',
    stripTone: 'warn',
  });
});

it('begins with those that left where they are more, on Home as on the strip', () => {
  const refused = rig('bb', { isAllRefused: true, lastRefusal: { refusal: LOW, atMs: NOW } });
  const both = said(snapshot([rig('a'), refused, gone('ccc', 5), gone('dddd', 6)]));
  expect(both.home).toMatch(
    /^Mining: 1 of 4 machines\. 2 machines \(ccc, dddd\) left, the last at \d\d:\d\d\. One more machine needs attention\.$/,
  );
  expect(both.strip).toMatch(/^2 machines \(ccc, dddd\) left, the last at \d\d:\d\d\.$/);
});

it('calls it bad where machines alone are to mine and none does', () => {
  expect(said(snapshot([]))).toEqual({
    home: 'No machine is connected.',
    tone: 'bad',
    strip: 'No machine is connected.',
    stripTone: 'bad',
  });
  expect(said(snapshot([gone('a', 5), gone('bb', 2)])).home).toMatch(
    /^No machine is connected\. 2 machines \(bb, a\) left, the last at \d\d:\d\d\.$/,
  );
  const refused = { isAllRefused: true, lastRefusal: { refusal: LOW, atMs: NOW } };
  expect(said(snapshot([rig('a', refused)]))).toMatchObject({
    home: 'No machine is mining. a: All shares rejected.',
    strip: 'No machine is mining.',
    stripTone: 'bad',
  });
  // Those that left are counted apart, as in the strip.
  const three = ['a', 'bb', 'ccc'].map((name) => rig(name, refused));
  const some = [gone('dddd', 5), gone('eeeee', 5)];
  expect(said(snapshot([...three, ...some])).home).toBe(
    'No machine is mining. a: All shares rejected. 2 more machines need attention. 2 machines have left.',
  );
  // The processor makes up for it.
  expect(said(snapshot([], {}, ['cpu', 'stratum']))).toMatchObject({ tone: 'good', strip: null });
});

it('begins with the node where that fails too, as the strip does', () => {
  const problem = {
    ...{ kind: 'node', node: 'http://127.0.0.1:1', sinceMs: NOW },
    error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
  };
  const given = { phase: 'waiting', problems: [problem] } as unknown as Partial<MinerSnapshot>;
  const home = 'No node answers at 127.0.0.1:1. No machine is connected.';
  expect(said(snapshot([], given))).toMatchObject({ home, tone: 'bad' });
  expect(said(snapshot([gone('a', 5)], given)).home).toMatch(
    /^No node answers at 127\.0\.0\.1:1\. No machine is connected\. a left at \d\d:\d\d\.$/,
  );
});

it('gives machines that have just come their time', () => {
  const fresh = { stage: 'job-sent', lastShareAtMs: null, workSinceMs: NOW } as const;
  expect(said(snapshot([rig('a', fresh)]))).toEqual({
    home: 'No shares yet.',
    tone: 'calm',
    strip: null,
    stripTone: null,
  });
});

it('reports machines that left for an hour, and not those that may just reconnect', () => {
  const others = [rig('a')];
  expect(said(snapshot([...others, gone('bb', 0.5)])).strip).toBeNull();
  expect(said(snapshot([...others, gone('bb', 2)])).strip).toMatch(/^bb left at/);
  const four = ['bb', 'ccc', 'dddd', 'eeeee'].map((name) => gone(name, 3));
  expect(said(snapshot([...others, ...four])).strip).toMatch(
    /^4 machines \(bb, ccc, dddd and 1 more\) left, the last at \d\d:\d\d\.$/,
  );
  expect(said(snapshot([...others, ...four]), german).strip).toMatch(
    /^4 Geräte \(bb, ccc, dddd und 1 weitere\) sind weg, das letzte seit \d\d:\d\d\.$/,
  );
  expect(said(snapshot([...others, gone('bb', 61)]))).toMatchObject({ tone: 'good', strip: null });
  // One whose shares were never good is missed too; what only tried the port is not.
  const { shares } = rig('a');
  const never = (rejected: number): MachineSnapshot => ({
    ...gone('bb', 2),
    shares: { ...shares, accepted: 0, low: rejected },
  });
  expect(said(snapshot([...others, never(3)]))).toMatchObject({
    home: expect.stringContaining('1 of 2 machines'),
    strip: expect.stringMatching(/^bb left at/),
  });
  expect(said(snapshot([...others, never(0)])).strip).toBeNull();
});

it('says nothing of a practice network without blocks: it has those alone that are mined here', () => {
  const network = { versionName: 'practice-triangle', graph: [[1], [0]], blockDelayMicros: 1e6 };
  const given = { network, cutMovedAtMs: NOW - 20 * 60_000 } as unknown as Partial<MinerSnapshot>;
  expect(said(snapshot([], given, ['cpu']))).toMatchObject({ tone: 'good', strip: null });
});

it('says that the network stands still', () => {
  const given = snapshot([], { cutMovedAtMs: NOW - 20 * 60_000 }, ['cpu']);
  expect(said(given)).toMatchObject({
    home: 'Mining: Processor. The network is at a standstill.',
    tone: 'warn',
    strip: expect.stringMatching(/^The network is at a standstill: no new block for 20\u00a0min/),
  });
});

it('is calm while mining is stopped, starts or rests', () => {
  expect(said(snapshot([], { phase: 'stopped', groups: [] }))).toEqual({
    home: 'Mining is stopped.',
    tone: 'calm',
    strip: null,
    stripTone: null,
  });
  expect(said(snapshot([], { phase: 'starting' })).home).toBe('Mining is starting.');
  const rests = [{ reason: 'battery', kinds: [] }] as unknown as MinerSnapshot['rests'];
  expect(said(snapshot([], { phase: 'stopped', rests })).home).toBe('Mining is paused.');
});

it('tells a problem of the whole program before the machines', () => {
  const problems = [
    { kind: 'open-files', limit: 64, sinceMs: NOW },
  ] as unknown as MinerSnapshot['problems'];
  expect(said(snapshot([rig('a')], { problems })).home).toBe(
    'Mining: 1 machine. The limit of 64 open files and connections is reached: machines are turned away.',
  );
});

it('says once that work is outdated, whatever the number of machines', () => {
  const machines = ['a', 'bb', 'ccc'].map((name) => rig(name, { outdatedSinceMs: NOW }));
  const error = { kind: 'node-missing', detail: 'ECONNREFUSED' } as const;
  const given = snapshot(machines, {
    phase: 'waiting',
    node: { url: 'http://10.0.0.9:1848', latencyMs: 1 },
    problems: [{ kind: 'node', node: 'http://10.0.0.9:1848', error, sinceMs: NOW }],
  });
  const stratum = { ...given.stratum!, outdatedSinceMs: NOW };
  const { home, tone } = said({ ...given, stratum });
  expect(home).toMatch(
    /^Nothing is mining\. No node answers at 10\.0\.0\.9:1848\. The work of the machines has been outdated since \d\d:\d\d\.$/,
  );
  expect(tone).toBe('bad');
});

it('does not miss what the user has switched off', () => {
  const given = snapshot([rig('a'), gone('bb', 5), gone('ccc', 6)]);
  const isMeant = ({ key }: { key: string }): boolean => key.startsWith('bb@');
  const machines = machineTroubles(english, given, NOW, true, isMeant);
  expect(machines.left.map(({ name }) => name)).toEqual(['ccc']);
  const trouble = stripTrouble(english, given, machines);
  expect(trouble?.happened).toMatch(/^ccc left at/);
  expect(trouble?.left).toEqual(machines.left);
  const none = machineTroubles(english, given, NOW, true, () => true);
  expect(stripTrouble(english, given, none)).toBeNull();
  expect(miningVerdict(english, given, none, false).text).toBe('All is well. Mining: 1 machine.');
});

it('leaves the question about a new machine to the bar that asks it', () => {
  const shed = rig('shed', { stage: 'subscribed', lastShareAtMs: null });
  const given = snapshot([rig('a'), shed]);
  const asked = { question: 1, rig: 'shed', address: shed.address, agent: null, sinceMs: NOW };
  const stratum = { ...given.stratum!, asking: [asked] };
  expect(said({ ...given, stratum })).toMatchObject({
    home: 'Mining: 1 of 2 machines. shed: Asks to mine.',
    strip: null,
  });
});
