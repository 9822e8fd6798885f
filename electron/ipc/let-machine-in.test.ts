import { expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG, err, ok } from '../../src-core/index.ts';
import type { MinerConfig, MinerSnapshot } from '../../src-core/index.ts';
import type { Outcome } from '../../contract/screen-contract.ts';
import { letMachineIn } from './let-machine-in.ts';

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
    },
    settings: { current: () => current, save },
    onSaved: vi.fn(),
  };
}

it('lets a rig in and remembers its name', async () => {
  const door = parts({ stratumAllowedRigs: ['rig00'] });
  expect(await letMachineIn(door, { question: 7, accept: true })).toEqual({ ok: true });
  expect(door.host.answerMachine).toHaveBeenCalledWith(7, true);
  expect(door.onSaved.mock.lastCall).toMatchObject([{ stratumAllowedRigs: ['rig00', 'rig01'] }]);
});

it('remembers nobody who was turned down', async () => {
  const door = parts();
  expect(await letMachineIn(door, { question: 7, accept: false })).toEqual({ ok: true });
  expect(door.host.answerMachine).toHaveBeenCalledWith(7, false);
  expect(door.settings.save).not.toHaveBeenCalled();
});

it('does not list a name twice, whatever its case, nor where nobody is asked', async () => {
  const listed = parts({ stratumAllowedRigs: ['RIG01'] });
  await letMachineIn(listed, { question: 7, accept: true });
  expect(listed.settings.save).not.toHaveBeenCalled();
  const open = parts({ stratumAskFirst: false });
  await letMachineIn(open, { question: 7, accept: true });
  expect(open.settings.save).not.toHaveBeenCalled();
});

it('says when nobody asks any more', async () => {
  expect(await letMachineIn(parts(), { question: 8, accept: true })).toMatchObject({ ok: false });
});

it('says when the name cannot be kept', async () => {
  const door = parts();
  const full = { kind: 'config', error: { message: 'the disk is full' } } as const;
  const settings = { ...door.settings, save: () => Promise.resolve(err(full)) };
  expect(await letMachineIn({ ...door, settings }, { question: 7, accept: true })).toEqual({
    ok: false,
    failure: full,
  });
});
