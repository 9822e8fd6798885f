import { expect, it } from 'vitest';
import type { SetupPlan } from '../../../../contract/screen-contract.ts';
import { madeUpMachine } from '../../../tests/made-up-machine.ts';
import {
  lacksPassword,
  loginsOf,
  namesElsewhere,
  nextTry,
  ordersOf,
  workerFault,
  workerOf,
} from './setup-draft.ts';
import type { SetupDraft } from './setup-draft.ts';

const DRAFT: SetupDraft = {
  login: { user: '', password: '', keep: false },
  keepsOthers: false,
  workers: {},
  passwords: {},
};

function plan(id: string): SetupPlan {
  return {
    id,
    poolsNow: null,
    fallbacks: null,
    url: 'stratum+tcp://10.0.0.2:1917',
    worker: id,
    obstacle: null,
    noWay: null,
  };
}

const plans = [plan('box-1'), plan('box-2')];
const first = plan('box-1');

function fault(worker: string, taken: readonly string[] = []): unknown {
  const draft = { ...DRAFT, workers: { 'box-1': worker } };
  return workerFault(first, plans, draft, new Set(taken));
}

it('proposes the name of the plan until it is edited', () => {
  expect(workerOf(first, DRAFT)).toBe('box-1');
  expect(workerOf(first, { ...DRAFT, workers: { 'box-1': ' attic ' } })).toBe('attic');
});

it('says what is wrong with a name', () => {
  expect(fault('attic')).toBeNull();
  expect(fault(' ')).toBe('missing');
  expect(fault('my box')).toBe('form');
  expect(fault('x'.repeat(65))).toBe('form');
  expect(fault('BOX-2')).toBe('taken');
  expect(fault('Attic', ['attic'])).toBe('taken');
});

it('leaves a machine the name that it has here already', () => {
  const sessions = [
    madeUpMachine({ rig: 'Attic', address: '::ffff:10.0.0.7' }),
    madeUpMachine({ rig: 'Garage', address: '10.0.0.8' }),
    madeUpMachine({ rig: 'gone', address: '10.0.0.9', isOnline: false }),
  ];
  expect([...namesElsewhere(sessions, new Set(['10.0.0.7']))]).toEqual(['garage']);
});

it('gives each machine its own password, else the one for all, else none', () => {
  const draft: SetupDraft = {
    ...DRAFT,
    login: { user: ' ', password: 'all', keep: true },
    passwords: { 'box-1': 'own', 'box-2': '' },
  };
  expect(loginsOf(['box-1', 'box-2'], draft)).toEqual({
    'box-1': { user: null, password: 'own', keep: true },
    'box-2': { user: null, password: 'all', keep: true },
  });
  expect(loginsOf(['box-1'], DRAFT)).toEqual({});
});

it('needs a password unless one is kept, but for a Goldshell, which may have none', () => {
  const BOX = { id: 'box-1', family: 'antminer' } as const;
  expect(lacksPassword({ ...BOX, hasPassword: false }, DRAFT)).toBe(true);
  expect(lacksPassword({ ...BOX, hasPassword: true }, DRAFT)).toBe(false);
  const own = { ...DRAFT, passwords: { 'box-1': 'x' } };
  expect(lacksPassword({ ...BOX, hasPassword: false }, own)).toBe(false);
  const goldshell = { ...BOX, family: 'goldshell', hasPassword: false } as const;
  expect(lacksPassword(goldshell, DRAFT)).toBe(false);
});

it('orders what the user decided', () => {
  expect(ordersOf([first], { ...DRAFT, keepsOthers: true })).toEqual([
    { id: 'box-1', worker: 'box-1', keepsOthers: true },
  ]);
});

it.each([
  ['configure', { kind: 'did-not-connect', waitedMs: 1 }, 'configure'],
  ['configure', { kind: 'name-taken', worker: 'cellar' }, 'change'],
  ['configure', { kind: 'device', error: { kind: 'password-wrong', answer: null } }, 'change'],
  ['put-back', { kind: 'device', error: { kind: 'timeout', limitMs: 1 } }, 'put-back'],
  ['put-back', { kind: 'device', error: { kind: 'password-needed' } }, 'change'],
] as const)('tries again what failed: %s, %o, by %s', (kind, fault, next) => {
  const setup = { worker: 'cellar', startedAtMs: 0, state: 'failed', canPutBack: true } as const;
  expect(nextTry({ ...setup, kind, step: 'writing-pools', fault })).toBe(next);
});
