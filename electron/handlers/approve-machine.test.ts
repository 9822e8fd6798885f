import { expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG, err, ok } from '../../src-core/index.ts';
import type { MinerConfig, MinerSnapshot } from '../../src-core/index.ts';
import type { Outcome } from '../../contract/screen-contract.ts';
import {
  approveMachine,
  joinedRigs,
  letMachineIn,
  letsAllIn,
  turnsQuestion,
} from './approve-machine.ts';

/** Settings in memory and a miner that is asked about `rig01` as question 7. */
function parts(config: Partial<MinerConfig> = {}) {
  let current = { ...DEFAULT_CONFIG, stratumAskFirst: true, ...config };
  const asking = [{ question: 7, rig: 'rig01', address: '10.0.0.9', agent: null, sinceMs: 0 }];
  const save = vi.fn((changes: Partial<MinerConfig>) => {
    current = { ...current, ...changes };
    return Promise.resolve(ok(current));
  });
  return {
    host: {
      snapshot: () => ({ stratum: { asking } }) as unknown as MinerSnapshot,
      answerMachine: vi.fn((question: number): Outcome =>
        question === 7 ? { ok: true } : { ok: false, failure: { kind: 'machine-gone' } },
      ),
      letIn: vi.fn(),
    },
    settings: { current: () => current, save },
    onSaved: vi.fn(),
  };
}

it('approves a rig and remembers its name', async () => {
  const approval = parts({ stratumAllowedRigs: ['rig00'] });
  expect(await approveMachine(approval, { question: 7, accept: true })).toEqual({ ok: true });
  expect(approval.host.answerMachine).toHaveBeenCalledWith(7, true);
  expect(approval.onSaved.mock.lastCall).toMatchObject([
    { stratumAllowedRigs: ['rig00', 'rig01'] },
  ]);
});

it('remembers no rig that was refused', async () => {
  const approval = parts();
  expect(await approveMachine(approval, { question: 7, accept: false })).toEqual({ ok: true });
  expect(approval.host.answerMachine).toHaveBeenCalledWith(7, false);
  expect(approval.settings.save).not.toHaveBeenCalled();
});

it('does not list a name twice, whatever its case, nor where approval is off', async () => {
  const listed = parts({ stratumAllowedRigs: ['RIG01'] });
  await approveMachine(listed, { question: 7, accept: true });
  expect(listed.settings.save).not.toHaveBeenCalled();
  const open = parts({ stratumAskFirst: false });
  await approveMachine(open, { question: 7, accept: true });
  expect(open.settings.save).not.toHaveBeenCalled();
});

it('reports a machine that is gone', async () => {
  expect(await approveMachine(parts(), { question: 8, accept: true })).toMatchObject({ ok: false });
});

it('reports a name that cannot be saved', async () => {
  const approval = parts();
  const detail = 'ENOSPC: no space left on device';
  const error = { kind: 'not-written', path: 'heddle.yaml', code: 'ENOSPC', detail } as const;
  const full = { kind: 'config', error } as const;
  const settings = { ...approval.settings, save: () => Promise.resolve(err(full)) };
  expect(await approveMachine({ ...approval, settings }, { question: 7, accept: true })).toEqual({
    ok: false,
    failure: full,
  });
});

it('lets a refused rig in at once, and remembers it where there is a list', async () => {
  const listed = parts({ stratumAskFirst: false, stratumAllowedRigs: ['rig00'] });
  expect(await letMachineIn(listed, { rig: 'rig01' })).toEqual({ ok: true });
  expect(listed.host.letIn).toHaveBeenCalledWith('rig01');
  expect(listed.onSaved.mock.lastCall).toMatchObject([{ stratumAllowedRigs: ['rig00', 'rig01'] }]);
  const open = parts({ stratumAskFirst: false });
  await letMachineIn(open, { rig: 'rig01' });
  expect(open.settings.save).not.toHaveBeenCalled();
  expect(open.host.letIn).toHaveBeenCalledWith('rig01');
});

it('knows which rigs a change lets in', () => {
  const config = (changes: Partial<MinerConfig>): MinerConfig => ({
    ...DEFAULT_CONFIG,
    ...changes,
  });
  const [none, one] = [config({}), config({ stratumAllowedRigs: ['a'] })];
  const two = config({ stratumAllowedRigs: ['a', 'b'] });
  expect(joinedRigs(one, two)).toEqual(['b']);
  expect(joinedRigs(two, one)).toEqual([]);
  // A first list keeps others out; it lets no one in.
  expect(joinedRigs(none, two)).toEqual([]);
  expect(joinedRigs(config({ stratumAskFirst: true }), two)).toEqual(['a', 'b']);
  expect(letsAllIn(two, none)).toBe(true);
  expect(letsAllIn(config({ stratumAskFirst: true }), none)).toBe(true);
  expect(letsAllIn(two, one)).toBe(false);
  expect(letsAllIn(none, none)).toBe(false);
  expect(letsAllIn(two, config({ stratumAskFirst: true }))).toBe(false);
});

it('knows which changes turn the question about rigs that the list keeps out', () => {
  const config = (stratumAskFirst: boolean, ...rigs: string[]): MinerConfig => ({
    ...DEFAULT_CONFIG,
    ...{ stratumAskFirst, stratumAllowedRigs: rigs },
  });
  expect(turnsQuestion(config(true, 'a'), config(false, 'a'))).toBe(true);
  expect(turnsQuestion(config(false, 'a'), config(true, 'a'))).toBe(true);
  expect(turnsQuestion(config(true, 'a'), config(true, 'a', 'b'))).toBe(false);
  // All are let in, or any rig mined before.
  expect(turnsQuestion(config(true, 'a'), config(false))).toBe(false);
  expect(turnsQuestion(config(false), config(true))).toBe(false);
});
