import { describe, expect, it } from 'vitest';
import { err, ok } from '../../result.ts';
import type { DeviceControl, DeviceLogin } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import type { GivenLogin } from '../devices.ts';
import { newDevice } from '../known/known-device.ts';
import { createDeviceActions } from './device-actions.ts';

const KD5 = newDevice(
  'box',
  {
    ...{ family: 'goldshell', host: '192.168.1.20', webPort: 80, model: null },
    ...{ firmware: null, mac: null },
  },
  0,
);
const GIVEN: GivenLogin = { user: null, password: 'secret', keep: true };
const PLANS = { plans: [{ id: 1, name: 'normal' }], current: 1 };
const WRONG: DeviceError = { kind: 'password-wrong', answer: 'no' };

interface Scene {
  readonly answer?: DeviceError;
  readonly isByHand?: boolean;
  readonly isDisplaced?: boolean;
  readonly isBusy?: boolean;
  readonly kept?: DeviceLogin;
}

/** Actions on one machine, and what was asked of it and told to the list of machines. */
function scene({ answer, isByHand, isDisplaced = false, isBusy = false, kept }: Scene = {}) {
  const done: unknown[] = [];
  const asked = <T>(what: string, { password }: DeviceLogin, value: T) => {
    done.push(`${what} ${password}`);
    return Promise.resolve(answer === undefined ? ok(value) : err(answer));
  };
  const control = {
    actions: ['blink', 'sleep'],
    act: (login, action) => asked(action, login, null),
    powerPlans: (login) => asked('plans', login, PLANS),
    setPowerPlan: (login, id) => asked(`plan ${id}`, login, null),
  } as Pick<DeviceControl, 'actions' | 'act' | 'powerPlans' | 'setPowerPlan'> as DeviceControl;
  const read = () => Promise.resolve(err({ kind: 'unsupported' } as const));
  const actions = createDeviceActions({
    roster: {
      get: (id) => (id === 'box' ? KD5 : undefined),
      driver: () => ({ read, control: isByHand === true ? null : control }),
      isDisplaced: () => isDisplaced,
      login: (_id, given) => given ?? kept ?? null,
      loginAccepted: (id, given) => void done.push(['accepted', id, given]),
      anotherAnswered: (id, model) => void done.push(['another', id, model]),
    },
    isBusy: () => isBusy,
    signal: new AbortController().signal,
  });
  return { actions, done };
}

describe('what is done to a machine', () => {
  it('is asked of it with the login that was given, or is kept', async () => {
    const { actions, done } = scene();
    expect(await actions.act('box', 'blink', GIVEN)).toEqual(ok(null));
    expect(await actions.powerPlans('box', GIVEN)).toEqual(ok(PLANS));
    expect(await actions.setPowerPlan('box', 3, GIVEN)).toEqual(ok(null));
    const accepted = ['accepted', 'box', GIVEN];
    expect(done).toEqual([
      ...['blink secret', accepted, 'plans secret', accepted, 'plan 3 secret', accepted],
    ]);
    const known = scene({ kept: { user: null, password: 'kept' } });
    await known.actions.act('box', 'sleep', null);
    expect(known.done).toEqual(['sleep kept', ['accepted', 'box', null]]);
  });

  it.each<[string, Scene, string, DeviceError]>([
    ['is not known', {}, 'other', { kind: 'unsupported' }],
    ['is set up by hand', { isByHand: true, isDisplaced: true }, 'box', { kind: 'unsupported' }],
    [
      'is not there any more',
      { isDisplaced: true, isBusy: true },
      'box',
      { kind: 'another-machine', model: null },
    ],
    ['is being configured', { isBusy: true }, 'box', { kind: 'busy' }],
  ])('is not asked of one that %s', async (_, given, id, error) => {
    const { actions, done } = scene(given);
    expect(await actions.act(id, 'blink', GIVEN)).toEqual(err(error));
    expect(await actions.powerPlans(id, GIVEN)).toEqual(err(error));
    expect(done).toEqual([]);
  });

  it('is not asked of one that cannot do it', async () => {
    const { actions, done } = scene();
    expect(await actions.act('box', 'wake', GIVEN)).toEqual(err({ kind: 'unsupported' }));
    expect(done).toEqual([]);
  });

  it.each<[DeviceError, GivenLogin | null, DeviceError]>([
    [WRONG, GIVEN, WRONG],
    [WRONG, null, { kind: 'password-needed' }],
    [{ kind: 'cancelled' }, null, { kind: 'cancelled' }],
  ])('fails with %j, with the login %j', async (answer, given, error) => {
    const { actions, done } = scene({ answer });
    expect(await actions.act('box', 'blink', given)).toEqual(err(error));
    expect(done).toHaveLength(1);
  });

  it('makes another machine known that answers there', async () => {
    const answer = { kind: 'another-machine', model: 'Goldshell KD2' } as const;
    const { actions, done } = scene({ answer });
    expect(await actions.act('box', 'blink', GIVEN)).toEqual(err(answer));
    expect(done).toEqual(['blink secret', ['another', 'box', 'Goldshell KD2']]);
  });
});
