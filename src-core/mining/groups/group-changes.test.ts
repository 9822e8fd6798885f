/** What groups announce and log of themselves, and when. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { GroupChange } from '../../state/group-events.ts';
import { groupsOf, REFUSAL, settle } from '../tests/opened-groups.ts';

const NOW_MS = Date.UTC(2030, 0, 1);

/** Lets the test say how time passes on these clocks of the system; it is {@link NOW_MS}. */
function fakeTime(...toFake: ('Date' | 'setTimeout' | 'clearTimeout')[]): void {
  vi.useFakeTimers({ toFake, now: NOW_MS });
  onTestFinished(() => void vi.useRealTimers());
}

const runs = (kind: string): GroupChange => ({
  state: 'running',
  workers: [`${kind} 0`, `${kind} 1`],
});
const paused = new Map([['cpu', 'paused']] as const);
const resting = new Map([['cpu', 'resting']] as const);
const noHolds = new Map();

it('announce nothing before they run, and then what each is', async () => {
  fakeTime('Date');
  const { groups, changes, hindrances } = groupsOf(['cpu', 'stratum', 'external'], {
    holds: [['stratum', 'resting']],
  });
  hindrances.opening.set('external', REFUSAL);
  await groups.open();
  await groups.hold(paused);
  await groups.hold(new Map([['stratum', 'resting']] as const));
  expect(changes).toEqual([]);
  groups.run();
  expect(changes).toEqual([
    ['cpu', runs('cpu')],
    ['stratum', { state: 'resting' }],
    ['external', { state: 'failed', error: REFUSAL, retryAtMs: NOW_MS + 10_000 }],
  ]);
  await groups.stop();
});

it('are opening until they are open', async () => {
  const { groups, changes } = groupsOf(['cpu']);
  groups.run();
  await groups.open();
  expect(changes).toEqual([
    ['cpu', { state: 'opening' }],
    ['cpu', runs('cpu')],
  ]);
  await groups.stop();
});

it('open once, however often they are asked to', async () => {
  const { groups, seen } = groupsOf(['cpu', 'stratum']);
  await Promise.all([groups.open(), groups.open()]);
  groups.run();
  await groups.open();
  expect(seen).toEqual(['cpu opens', 'stratum opens']);
  await groups.stop();
});

it('do not open where they are held before', async () => {
  const { groups, changes, seen } = groupsOf(['cpu', 'stratum']);
  const held = groups.hold(paused);
  await groups.open();
  await held;
  groups.run();
  expect(seen).toEqual(['stratum opens']);
  expect(changes).toEqual([
    ['cpu', { state: 'paused' }],
    ['stratum', runs('stratum')],
  ]);
  await groups.stop();
});

it('announce a hold once, however often it is set, and log it where it is the user who pauses', async () => {
  const { groups, statesOf, logged } = groupsOf(['cpu', 'stratum']);
  await groups.open();
  groups.run();
  await groups.hold(resting);
  await groups.hold(resting);
  expect(await logged()).toEqual([]);
  await groups.hold(paused);
  await groups.hold(paused);
  await groups.hold(noHolds);
  await groups.hold(noHolds);
  expect(statesOf('cpu')).toEqual(['running', 'resting', 'paused', 'opening', 'running']);
  expect(statesOf('stratum')).toEqual(['running']);
  expect(await logged()).toEqual(['cpu is paused', 'cpu resumes']);
  await groups.stop();
});

it('stay held where their loops break down as they are held', async () => {
  const { groups, clock, statesOf, breakLoops } = groupsOf(['cpu', 'stratum']);
  await groups.open();
  groups.run();
  const held = groups.hold(paused);
  breakLoops.get('cpu')?.(new Error('a bug'));
  await held;
  await settle();
  expect(statesOf('cpu')).toEqual(['running', 'paused']);
  expect(clock.waiting).toBe(0);
  await groups.stop();
});

it('follow no hold after a stop', async () => {
  const { groups, changes, seen, logged } = groupsOf(['cpu', 'stratum']);
  await groups.open();
  groups.run();
  await groups.stop();
  const before = [...changes];
  await groups.hold(paused);
  await groups.hold(noHolds);
  expect([changes, await logged()]).toEqual([before, []]);
  expect(seen).toEqual(['cpu opens', 'stratum opens']);
});

it('say what cannot be closed, and are held', async () => {
  const { groups, statesOf, hindrances, logged } = groupsOf(['cpu', 'stratum']);
  hindrances.closing.set('cpu', new Error('it hangs'));
  await groups.open();
  groups.run();
  await groups.hold(paused);
  expect(statesOf('cpu')).toEqual(['running', 'paused']);
  const errors = await logged('error');
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^closing cpu failed: Error: it hangs\n/);
  await groups.stop();
});

it('have nothing to close, or to complain of, where one is held that had failed', async () => {
  const { groups, statesOf, hindrances, logged } = groupsOf(['cpu', 'stratum']);
  hindrances.opening.set('cpu', REFUSAL);
  await groups.open();
  groups.run();
  await groups.hold(paused);
  expect(statesOf('cpu')).toEqual(['failed', 'paused']);
  expect(await logged('error')).toEqual([]);
  await groups.stop();
});

it('fail where their loops do not start, at first and at the next try, and leave the others alone', async () => {
  fakeTime('Date');
  const { groups, clock, changesOf, statesOf, seen, hindrances, logged } = groupsOf([
    'cpu',
    'stratum',
  ]);
  hindrances.starting.set('cpu', new Error('a bug'));
  await groups.open();
  groups.run();
  await settle();
  const error = { kind: 'unexpected', setting: null, step: 'loops', detail: 'a bug' } as const;
  const failed = (inMs: number) => ({ state: 'failed', error, retryAtMs: NOW_MS + inMs });
  expect(changesOf('cpu')).toEqual([runs('cpu'), failed(10_000)]);
  clock.pass(10_000);
  await settle();
  expect(changesOf('cpu').slice(2)).toEqual([{ state: 'opening' }, runs('cpu'), failed(30_000)]);
  hindrances.starting.clear();
  clock.pass(30_000);
  await settle();
  expect(statesOf('cpu').slice(5)).toEqual(['opening', 'running']);
  expect(statesOf('stratum')).toEqual(['running']);
  expect(seen.filter((each) => each.startsWith('cpu'))).toEqual([
    ...['cpu opens', 'cpu closes', 'cpu opens', 'cpu closes', 'cpu opens'],
  ]);
  const errors = await logged('error');
  expect(errors).toHaveLength(2);
  for (const text of errors) expect(text).toMatch(/^mining loops of cpu failed: Error: a bug\n/);
  await groups.stop();
});

it('throw what their loops throw as they start, where there is only one', async () => {
  const { groups, hindrances } = groupsOf(['cpu']);
  hindrances.starting.set('cpu', new Error('a bug'));
  await groups.open();
  expect(groups.run).toThrow('a bug');
  await groups.stop();
});

it('are tried again by a timer, which a stop ends', async () => {
  fakeTime('setTimeout', 'clearTimeout', 'Date');
  const { groups, changesOf, hindrances } = groupsOf(['cpu', 'stratum'], { hasTimers: true });
  hindrances.opening.set('cpu', new Error('a bug'));
  await groups.open();
  groups.run();
  const error = { kind: 'unexpected', setting: null, step: 'workers', detail: 'a bug' };
  const failed = { state: 'failed', error, retryAtMs: NOW_MS + 10_000 };
  expect(changesOf('cpu')).toEqual([failed]);
  vi.advanceTimersByTime(9_999);
  await settle();
  expect(changesOf('cpu')).toHaveLength(1);
  vi.advanceTimersByTime(1);
  await settle();
  expect(changesOf('cpu').slice(1)).toEqual([
    { state: 'opening' },
    { ...failed, retryAtMs: NOW_MS + 10_000 + 30_000 },
  ]);
  expect(vi.getTimerCount()).toBe(1);
  await groups.stop();
  expect(vi.getTimerCount()).toBe(0);
});
