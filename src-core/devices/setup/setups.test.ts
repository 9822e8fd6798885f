import { mkdir, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { DeviceError } from '../device-error.ts';
import type { SetupFault } from '../device-setup.ts';
import { HOST, OURS, pool, setupsScene } from './tests/setups-scene.ts';
import { reportUnfinished } from './setup-report.ts';

const LOGIN = { user: null, password: 'secret', keep: false };
const REFUSED: DeviceError = { kind: 'refused', status: 403, answer: 'no' };
const NAME = `Goldshell KD5 at ${HOST}`;
const order = (id: string, keepsOthers = true) => ({ id, worker: 'cellar', keepsOthers });

type Scene = Awaited<ReturnType<typeof setupsScene>>;

/** Gives the machine our pool: the last that is said of it. */
async function configured(scene: Scene, keepsOthers = true) {
  const id = scene.found();
  await scene.setups.configure([order(id, keepsOthers)], { [id]: LOGIN });
  return scene.said(id).at(-1);
}

describe('a machine that is configured', () => {
  it('is reported at each step, and known with its pools from before', async () => {
    const scene = await setupsScene();
    const { roster, machine, said, ended, log, setups } = scene;
    const begunMs = Date.now();
    const unfinished: unknown[] = [];
    machine.onAsked = () => void unfinished.push(roster.get(HOST)?.unfinished);
    await configured(scene);
    const about = { kind: 'configure', worker: 'cellar' };
    const at = (step: string, canPutBack: boolean) => ({
      ...{ ...about, step, state: 'running', fault: null, canPutBack },
    });
    const steps = said(HOST).map(({ startedAtMs, ...rest }) => {
      expect(startedAtMs).toBeGreaterThanOrEqual(begunMs);
      expect(startedAtMs).toBeLessThanOrEqual(Date.now());
      return rest;
    });
    expect(steps).toEqual([
      at('reading-pools', false),
      ...['writing-pools', 'reading-back', 'waiting-for-machine'].map((step) => at(step, true)),
      at('waiting-for-share', true),
      { ...at('waiting-for-share', true), state: 'done' },
    ]);
    expect(unfinished).toMatchObject([
      ...[null, { ...about, step: 'writing-pools' }, { ...about, step: 'reading-back' }],
    ]);
    expect(roster.get(HOST)).toMatchObject({
      ...{ poolsBefore: [pool('a'), pool('b')], configured: { url: OURS, worker: 'cellar' } },
      unfinished: null,
    });
    const own = { url: OURS, user: 'cellar', password: 'x' };
    expect(machine.pools).toEqual([own, pool('a'), pool('b')]);
    expect(machine.asked).toEqual(['pools secret', 'setPools secret', 'pools secret']);
    expect(await log.logged()).toEqual([`${NAME}: configure is done`]);
    expect([ended, setups.isBusy(HOST)]).toEqual([[HOST], false]);
  });

  it('gets the password of the server, and no other pools where none are kept', async () => {
    const scene = await setupsScene({ stratumPassword: 'loom' });
    await configured(scene, false);
    expect(scene.machine.pools).toEqual([{ url: OURS, user: 'cellar', password: 'loom' }]);
  });

  it('keeps the login that it took, where that was asked for', async () => {
    const scene = await setupsScene();
    const id = scene.found();
    const keep = { ...LOGIN, keep: true };
    scene.machine.faults.pools = { kind: 'password-wrong', answer: 'no' };
    await scene.setups.configure([order(id)], { [id]: keep });
    expect(scene.kept.size).toBe(0);
    scene.machine.faults = {};
    await scene.setups.configure([order(id)], { [id]: keep });
    expect(scene.kept).toEqual(new Map([[id, { user: null, password: 'secret' }]]));
    // Without one, the one that is kept is used.
    await scene.setups.configure([order(id)], {});
    expect(scene.machine.asked.at(-1)).toBe('pools secret');
  });

  it.each<[DeviceError, string | null, SetupFault]>([
    [
      { kind: 'password-wrong', answer: 'no' },
      'secret',
      { kind: 'device', error: { kind: 'password-wrong', answer: 'no' } },
    ],
    [
      { kind: 'password-wrong', answer: 'no' },
      null,
      { kind: 'device', error: { kind: 'password-needed' } },
    ],
    [REFUSED, null, { kind: 'device', error: REFUSED }],
  ])('says that its pools cannot be read: %j with %j', async (error, password, fault) => {
    const scene = await setupsScene();
    const id = scene.found();
    scene.machine.faults.pools = error;
    const logins = password === null ? {} : { [id]: LOGIN };
    await scene.setups.configure([order(id)], logins);
    expect(scene.said(id).at(-1)).toMatchObject({
      ...{ state: 'failed', step: 'reading-pools', fault, canPutBack: false },
    });
    const line = fault.kind === 'device' ? JSON.stringify(fault.error) : '';
    expect(await scene.log.logged('warn')).toEqual([`${NAME}: configure failed: ${line}`]);
    expect(scene.ended).toEqual([id]);
  });

  it('says that its pools cannot be written, and can have them back', async () => {
    const scene = await setupsScene();
    scene.machine.faults.setPools = REFUSED;
    const fault = { kind: 'device', error: REFUSED };
    expect(await configured(scene)).toMatchObject({
      ...{ state: 'failed', step: 'writing-pools', fault, canPutBack: true },
    });
    expect(scene.roster.get(HOST)).toMatchObject({ configured: null, unfinished: null });
  });

  it('is left as it is where its pools cannot be kept', async () => {
    const scene = await setupsScene();
    const id = scene.found();
    await scene.known.change(id, { watts: 5 });
    await rm(scene.folder, { recursive: true });
    await writeFile(scene.folder, 'in the way');
    await scene.setups.configure([order(id)], {});
    expect(scene.said(id).at(-1)).toMatchObject({
      ...{ state: 'failed', step: 'reading-pools', canPutBack: false },
      fault: { kind: 'not-saved', detail: expect.any(String) as string },
    });
    expect(scene.machine.pools).toEqual([pool('a'), pool('b')]);
    expect(scene.roster.get(id)?.poolsBefore).toBeNull();
    await rm(scene.folder);
    await mkdir(scene.folder);
  });

  it.each([
    [{ isListening: false }, { kind: 'no-way', obstacle: 'no-server' }],
    [{ comes: false }, { kind: 'did-not-connect', waitedMs: 30 }],
  ])('says what is in its way: %j', async (options, fault) => {
    const scene = await setupsScene(options);
    expect(await configured(scene)).toMatchObject({ state: 'failed', fault });
    const line = `${NAME}: configure failed: ${JSON.stringify(fault)}`;
    expect(await scene.log.logged('warn')).toEqual([line]);
  });

  it.each([
    [pool('b').url, true, { kind: 'on-failover', url: pool('b').url, waitedMs: 30 }],
    [pool('b').url, false, { kind: 'did-not-connect', waitedMs: 30 }],
    [OURS, true, { kind: 'did-not-connect', waitedMs: 30 }],
  ])('says which pool it uses instead: %s, active: %s', async (url, isActive, fault) => {
    const scene = await setupsScene({ comes: false });
    const pools = [{ url, user: 'u', isActive, isAlive: true }];
    scene.machine.reading = { ...scene.machine.reading, pools };
    expect(await configured(scene)).toMatchObject({ state: 'failed', fault });
  });

  it('is not written by hand, nor where another machine is', async () => {
    const scene = await setupsScene();
    scene.machine.isByHand = true;
    const unsupported = { kind: 'device', error: { kind: 'unsupported' } };
    expect((await configured(scene))?.fault).toEqual(unsupported);
    scene.machine.isByHand = false;
    const id = scene.found();
    await scene.known.change(id, { identifiedAtMs: 1 });
    scene.found(HOST, 'Goldshell KD2');
    await scene.setups.configure([order(id)], {});
    const other = { kind: 'device', error: { kind: 'another-machine', model: null } };
    expect(scene.said(id).at(-1)?.fault).toEqual(other);
    expect(scene.machine.asked).toEqual([]);
  });

  it('gets no name that another has, until that is done with it', async () => {
    const scene = await setupsScene();
    const other = scene.found('192.168.1.41');
    await scene.known.change(other, { configured: { url: OURS, worker: 'Cellar' } });
    const fault = { kind: 'name-taken', worker: 'cellar' };
    expect(await configured(scene)).toMatchObject({ state: 'failed', fault, canPutBack: false });
    expect(scene.machine.asked).toEqual(['pools secret']);
    await scene.known.change(other, { configured: null });
    expect(await configured(scene)).toMatchObject({ state: 'done' });
  });

  it('gets the name of one that is displaced, or to which it could not be given', async () => {
    const scene = await setupsScene();
    const gone = scene.found('192.168.1.41');
    const configuredBefore = { url: OURS, worker: 'cellar' };
    await scene.known.change(gone, { configured: configuredBefore, identifiedAtMs: 1 });
    const there = scene.found('192.168.1.41', 'Goldshell KD2');
    scene.machine.faults.setPools = REFUSED;
    await scene.setups.configure([order(there)], {});
    expect(scene.said(there).at(-1)).toMatchObject({ fault: { error: REFUSED } });
    scene.machine.faults = {};
    expect(await configured(scene)).toMatchObject({ state: 'done' });
  });

  it('needs no model', async () => {
    const scene = await setupsScene();
    const id = scene.found(HOST, null);
    await scene.setups.configure([order(id)], {});
    expect(scene.said(id).at(-1)).toMatchObject({ state: 'done' });
    expect(await scene.log.logged('info')).toEqual([`goldshell at ${HOST}: configure is done`]);
  });

  it('is alone in the fault where a bug ends the work on it', async () => {
    const scene = await setupsScene();
    scene.machine.onAsked = () => Promise.reject(new Error('no such field'));
    const fault = { kind: 'device', error: { kind: 'nonsense', answer: '' } };
    expect(await configured(scene)).toMatchObject({ state: 'failed', fault });
    expect(await scene.log.logged('error')).toEqual([
      expect.stringMatching(/^work on a machine failed: .*no such field/) as string,
    ]);
  });

  it('is busy meanwhile, and is not taken up twice', async () => {
    const scene = await setupsScene();
    const { setups, machine } = scene;
    const id = scene.found();
    const logins = { [id]: LOGIN };
    let isSettled = false;
    machine.onAsked = () => {
      expect(setups.isBusy(id)).toBe(true);
      expect(isSettled).toBe(false);
    };
    const both = setups.configure([order(id), order(id), order('unknown')], logins);
    const settled = setups.settled().then(() => (isSettled = true));
    expect([setups.isBusy(id), setups.isBusy('unknown')]).toEqual([true, true]);
    await setups.configure([order(id)], logins);
    await setups.putBack([id], logins);
    expect(setups.isBusy(id)).toBe(true);
    await both;
    await settled;
    expect(setups.isBusy(id)).toBe(false);
    expect(scene.said(id).filter(({ step }) => step === 'reading-pools')).toHaveLength(1);
    expect(scene.ended).toEqual(expect.arrayContaining([id, 'unknown']));
    expect(scene.ended).toHaveLength(2);
  });

  it('is not begun with after the end of the program', async () => {
    const scene = await setupsScene();
    scene.ending.abort();
    expect(await configured(scene)).toBeUndefined();
    expect(scene.ended).toEqual([HOST]);
  });

  it('is reported as cut off at the next start where the program ended meanwhile', async () => {
    const scene = await setupsScene();
    scene.machine.onAsked = (what) => (what === 'setPools' ? scene.ending.abort() : undefined);
    const fault = { kind: 'device', error: { kind: 'cancelled' } };
    const cut = { kind: 'configure', worker: 'cellar', step: 'writing-pools', state: 'failed' };
    expect(await configured(scene)).toMatchObject({ ...cut, fault });
    await scene.known.close();
    const next = await setupsScene({ folder: scene.folder });
    const [first] = scene.said(HOST);
    reportUnfinished(next.roster, (event) => next.events.push(event));
    const { startedAtMs } = first ?? {};
    expect(next.said(HOST)).toEqual([{ ...cut, startedAtMs, fault, canPutBack: true }]);
    await next.setups.putBack([HOST], {});
    const later = next.events.length;
    reportUnfinished(next.roster, (event) => next.events.push(event));
    expect(next.events).toHaveLength(later);
  });
});
