import { describe, expect, it } from 'vitest';
import { ok } from '../../../result.ts';
import { createHostLanes } from './host-lanes.ts';

const never = new AbortController().signal;

/** Lanes with a clock that waiting alone moves. */
function lanesWithClock(paceMs: number) {
  let nowMs = 0;
  const wait = (ms: number): Promise<void> => {
    nowMs += ms;
    return Promise.resolve();
  };
  return {
    lanes: createHostLanes({ paceMs, nowMs: () => nowMs, wait, shared: null }),
    nowMs: () => nowMs,
  };
}

describe('lanes of machines', () => {
  it('run one round at a time for a host, in the order they were asked for', async () => {
    const { lanes } = lanesWithClock(0);
    const log: string[] = [];
    const run = (name: string) =>
      lanes.run('a', 'quick', never, async () => {
        log.push(`${name} begins`);
        await new Promise(setImmediate);
        log.push(`${name} ends`);
        return ok(name);
      });
    expect(await Promise.all([run('one'), run('two')])).toEqual([ok('one'), ok('two')]);
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('run hosts beside each other', async () => {
    const { lanes } = lanesWithClock(0);
    let release = (): void => undefined;
    const blocked = lanes.run('a', 'quick', never, async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return ok('a');
    });
    expect(await lanes.run('b', 'quick', never, () => Promise.resolve(ok('b')))).toEqual(ok('b'));
    release();
    expect(await blocked).toEqual(ok('a'));
  });

  it('keep every round away from a gentle one, for the time of the pace', async () => {
    const { lanes, nowMs } = lanesWithClock(10_000);
    const startOf = async (pace: 'gentle' | 'quick') => {
      const started = await lanes.run('a', pace, never, () => Promise.resolve(ok(nowMs())));
      return started.ok ? started.value : null;
    };
    const starts = [];
    for (const pace of ['quick', 'gentle', 'gentle', 'quick', 'quick'] as const) {
      starts.push(await startOf(pace));
    }
    expect(starts).toEqual([0, 0, 10_000, 20_000, 20_000]);
  });

  it('make a round a gentle one when the machine turns out to need it', async () => {
    const { lanes, nowMs } = lanesWithClock(10_000);
    await lanes.run('a', 'quick', never, (goGently) => {
      goGently();
      return Promise.resolve(ok(null));
    });
    expect(await lanes.run('a', 'quick', never, () => Promise.resolve(ok(nowMs())))).toEqual(
      ok(10_000),
    );
  });

  it('continue after a round that is cancelled while it waits, and after one that throws', async () => {
    const { lanes } = lanesWithClock(0);
    const abort = new AbortController();
    let release = (): void => undefined;
    const first = lanes.run('a', 'quick', never, async () => {
      await new Promise<void>((resolve) => (release = resolve));
      throw new Error('a bug');
    });
    const second = lanes.run('a', 'quick', abort.signal, () => Promise.resolve(ok('second')));
    const third = lanes.run('a', 'quick', never, () => Promise.resolve(ok('third')));
    abort.abort();
    expect(await second).toEqual({ ok: false, error: { kind: 'cancelled' } });
    release();
    await expect(first).rejects.toThrow('a bug');
    expect(await third).toEqual(ok('third'));
  });
});
