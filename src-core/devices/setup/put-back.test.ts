import { describe, expect, it } from 'vitest';
import type { DeviceError } from '../device-error.ts';
import type { SetupFault } from '../device-setup.ts';
import { HOST, OURS, pool, setupsScene } from './tests/setups-scene.ts';

const LOGIN = { user: null, password: 'secret', keep: false };
const REFUSED: DeviceError = { kind: 'refused', status: 403, answer: 'no' };

/** Puts the pools of the machine back: the last that is said of it. */
async function putBack(scene: Awaited<ReturnType<typeof setupsScene>>) {
  const id = scene.found();
  await scene.setups.putBack([id], { [id]: LOGIN });
  return scene.said(id).at(-1);
}

describe('a machine that gets its pools back', () => {
  it('has them, and is known without ours', async () => {
    const scene = await setupsScene();
    const order = { id: scene.found(), worker: 'cellar', keepsOthers: true };
    await scene.setups.configure([order], {});
    const before = scene.said(HOST).length;
    expect(await putBack(scene)).toMatchObject({ state: 'done', canPutBack: false });
    expect(scene.said(HOST).slice(before)).toMatchObject([
      { kind: 'put-back', worker: null, step: 'reading-pools', canPutBack: true },
      ...[{ step: 'writing-pools' }, { step: 'reading-back' }],
      { step: 'reading-back', state: 'done', fault: null },
    ]);
    expect(scene.machine.pools).toEqual([pool('a'), pool('b')]);
    const nothing = { poolsBefore: null, configured: null, unfinished: null };
    expect(scene.roster.get(HOST)).toMatchObject(nothing);
    expect((await scene.log.logged('info')).at(-1)).toBe(
      `Goldshell KD5 at ${HOST}: put-back is done`,
    );
    // There is nothing to put back any more.
    const events = scene.events.length;
    await scene.setups.putBack([HOST, 'unknown'], {});
    expect(scene.events).toHaveLength(events);
  });

  it.each<[string, DeviceError, readonly string[], SetupFault['kind']]>([
    ['pools', REFUSED, ['a'], 'device'],
    ['setPools', REFUSED, ['a'], 'device'],
    ['setPools', REFUSED, [], 'keeps-a-pool'],
    ['setPools', { kind: 'unreachable', detail: 'off' }, [], 'device'],
    ['pools', REFUSED, [], 'device'],
  ])('says that it has not: %s fails with %j', async (what, error, names, kind) => {
    const scene = await setupsScene();
    const id = scene.found();
    await scene.known.change(id, { poolsBefore: names.map(pool) });
    scene.machine.faults = { [what]: error };
    expect(await putBack(scene)).toMatchObject({ state: 'failed', fault: { kind, error } });
    expect(scene.roster.get(id)?.poolsBefore).toHaveLength(names.length);
  });

  it('says that it keeps a pool though it had none', async () => {
    const scene = await setupsScene();
    await scene.known.change(scene.found(), { poolsBefore: [] });
    scene.machine.onAsked = (what) => {
      if (what === 'pools') scene.machine.pools = [pool('a')];
    };
    const error = { kind: 'not-kept', urls: [pool('a').url] };
    expect(await putBack(scene)).toMatchObject({ fault: { kind: 'keeps-a-pool', error } });
  });
});

it('plans for the machines that are known, with the logins that were given', async () => {
  const scene = await setupsScene();
  const id = scene.found();
  scene.machine.pools = [{ ...pool('x'), url: OURS }, pool('a'), pool('b')];
  const plans = await scene.setups.plan([id, 'unknown'], { [id]: LOGIN });
  expect(plans).toMatchObject([{ id, url: OURS, worker: 'kd5-40', obstacle: null }]);
  expect(plans[0]?.fallbacks).toEqual(
    ['a', 'b'].map((name) => ({ url: pool(name).url, user: name })),
  );
  expect(scene.machine.asked).toEqual(['pools secret']);
});
