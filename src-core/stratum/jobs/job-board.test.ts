import { describe, expect, it } from 'vitest';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import type { Solution } from '../../chainweb/mining-work.ts';
import { unwrap } from '../../result.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { JobBoard } from './job-board.ts';
import { isStale } from './stale-jobs.ts';
import type { Job } from './job.ts';

const ignore = (): void => undefined;

function issue(board: JobBoard, lane: number, nowMs: number): Job {
  const issued = board.issue(lane, nowMs);
  if (issued === null) throw new Error('no job');
  return issued.job;
}

function headerOf(board: JobBoard, lane: number, nowMs: number): ReturnType<typeof decode> {
  return decode(board.issue(lane, nowMs)?.line ?? '');
}

const decode = (line: string) => {
  const { params } = JSON.parse(line) as { params: [string, string, boolean] };
  return unwrap(decodeWorkHeader(Buffer.from(params[1], 'hex')));
};

describe('a job', () => {
  it('carries the time of the work plus what has elapsed in whole steps, and never goes back', () => {
    const board = new JobBoard();
    const work = madeUpWork({ creationTimeMicros: 1_000_000n });
    board.offer(work, 0, ignore, 500);
    const times = [500, 500.5, 1500, 1499, 1500.0001, 3000].map(
      (nowMs) => headerOf(board, 0, nowMs).creationTimeMicros,
    );
    const steps = times.map((micros) => Number(micros - 1_000_000n) / 1024);
    expect(steps).toEqual([0, 1, 976, 977, 978, 2441]);
  });

  it('is otherwise the work as the node gave it', () => {
    const board = new JobBoard();
    const work = madeUpWork({ level: 50 });
    board.offer(work, 0, ignore, 0);
    expect(headerOf(board, 0, 0)).toEqual({ ...work.header, nonce: 0n });
  });

  it('has an id of its own, found in either case and with leading zeros', () => {
    const board = new JobBoard();
    board.offer(madeUpWork(), 0, ignore, 0);
    const jobs = Array.from({ length: 300 }, (_, i) => issue(board, 0, i));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(300);
    const job = jobs[0xab - 1];
    expect(job?.id).toBe('ab');
    expect(board.find('ab')).toBe(job);
    expect(board.find('AB')).toBe(job);
    expect(board.find('000ab')).toBe(job);
    for (const id of ['00A0', 'A0']) expect(board.find(id)).toBe(jobs[0xa0 - 1]);
    expect(board.find(`${'0'.repeat(30)}ab`)).toBe(job);
    expect(board.find(`${'0'.repeat(31)}ab`)).toBeUndefined();
    expect(board.find('fff')).toBeUndefined();
    expect(board.find('')).toBeUndefined();
  });

  it('never repeats a header of a payload that is in use, however many others come', () => {
    const board = new JobBoard();
    const timeOf = (payload: string): bigint => {
      board.offer(madeUpWork({ payload, creationTimeMicros: 1_000_000n }), 0, ignore, 0);
      return headerOf(board, 0, 0).creationTimeMicros;
    };
    const times = Array.from({ length: 70 }, (_, i) => [timeOf('kept'), timeOf(`other ${i}`)][0]);
    expect(new Set(times).size).toBe(70);
  });

  it('never repeats a header, even if two lanes hold the same work', () => {
    const board = new JobBoard();
    const work = madeUpWork();
    board.offer(work, 0, ignore, 0);
    board.offer(work, 1, ignore, 0);
    const times = [0, 1, 0, 1].map((lane) => headerOf(board, lane, 5).creationTimeMicros);
    expect(new Set(times).size).toBe(4);
  });
});

describe('old jobs', () => {
  it('stay valid while the parent stays', () => {
    const board = new JobBoard();
    board.offer(madeUpWork({ payload: 'old' }), 0, ignore, 0);
    const old = issue(board, 0, 0);
    board.offer(madeUpWork({ payload: 'refreshed' }), 0, ignore, 10);
    board.forgetOld(700_000);
    expect(board.find(old.id)).toBe(old);
    expect(isStale(old)).toBe(false);
  });

  it('of a parent that stays keep their times, however long it stays', () => {
    const board = new JobBoard();
    const work = madeUpWork({ parent: 'a', creationTimeMicros: 1_000_000n });
    board.offer(work, 0, ignore, 0);
    const job = issue(board, 0, 0);
    board.forgetOld(70_000);
    board.offer(work, 0, ignore, 70_000);
    expect(headerOf(board, 0, 70_000).creationTimeMicros).toBe(1_001_024n);
    board.offer(madeUpWork({ parent: 'b', height: 900 }), 0, ignore, 70_001);
    expect(isStale(job)).toBe(true);
  });

  it('go stale with a new parent, stay known for a minute, then are forgotten', () => {
    const board = new JobBoard();
    board.offer(madeUpWork({ parent: 'a', height: 1 }), 0, ignore, 0);
    const old = issue(board, 0, 0);
    board.offer(madeUpWork({ parent: 'b', height: 2 }), 0, ignore, 1000);
    expect(isStale(old)).toBe(true);
    board.forgetOld(60_000);
    expect(board.find(old.id)).toBe(old);
    board.forgetOld(61_001);
    expect(board.find(old.id)).toBeUndefined();
  });

  it('go stale on every lane when their chain grows on one', () => {
    const board = new JobBoard();
    board.offer(madeUpWork({ parent: 'a', height: 1 }), 0, ignore, 0);
    board.offer(madeUpWork({ parent: 'a', height: 1 }), 1, ignore, 0);
    const job = issue(board, 1, 0);
    board.offer(madeUpWork({ parent: 'b', height: 2 }), 0, ignore, 1);
    expect(isStale(job)).toBe(true);
  });

  it('stay valid when another lane moves to another chain', () => {
    const board = new JobBoard();
    board.offer(madeUpWork({ chain: 1, parent: 'a' }), 0, ignore, 0);
    board.offer(madeUpWork({ chain: 1, parent: 'a' }), 1, ignore, 0);
    const job = issue(board, 0, 0);
    board.offer(madeUpWork({ chain: 2, parent: 'b', height: 900 }), 0, ignore, 1);
    expect(isStale(job)).toBe(false);
    board.offer(madeUpWork({ chain: 2, parent: 'b', height: 900 }), 1, ignore, 1);
    expect(isStale(job)).toBe(true);
  });

  it('of a superseded parent are remembered for a minute, with the times given out', () => {
    const board = new JobBoard();
    const work = madeUpWork({ parent: 'a', height: 1, creationTimeMicros: 1_000_000n });
    const next = madeUpWork({ parent: 'b', height: 2 });
    board.offer(work, 0, ignore, 0);
    const job = issue(board, 0, 0);
    board.offer(next, 0, ignore, 1000);
    board.forgetOld(61_000);
    expect(board.find(job.id)).toBe(job);
    // Back to the parent: its jobs are valid again, and no time is given out twice.
    board.offer(work, 0, ignore, 61_000);
    expect(isStale(job)).toBe(false);
    expect(headerOf(board, 0, 61_000).creationTimeMicros).toBe(1_001_024n);

    board.offer(next, 0, ignore, 62_000);
    board.forgetOld(122_001);
    expect(board.find(job.id)).toBeUndefined();
    board.offer(work, 0, ignore, 122_001);
    expect(headerOf(board, 0, 122_001).creationTimeMicros).toBe(1_000_000n);
  });

  it('go stale when their thread is gone', () => {
    const board = new JobBoard();
    board.offer(madeUpWork(), 0, ignore, 0);
    const job = issue(board, 0, 0);
    board.withdraw(0, 1);
    expect(isStale(job)).toBe(true);
    expect([board.newest, board.newestLane, board.issue(0, 2)]).toEqual([null, null, null]);
    expect(board.easiestBlock).toBe(Infinity);
  });

  it('are left alone when another thread goes, as is the newest of them', () => {
    const board = new JobBoard();
    board.offer(madeUpWork({ chain: 1, level: 50 }), 0, ignore, 0);
    board.offer(madeUpWork({ chain: 2, level: 40 }), 1, ignore, 0);
    expect([board.newest, board.newestLane, board.easiestBlock]).toEqual([null, 1, 2 ** 40]);
    const job = issue(board, 0, 0);
    board.withdraw(1, 1);
    expect([board.newest?.job, board.newestLane, isStale(job)]).toEqual([job, 0, false]);
    expect(board.easiestBlock).toBe(2 ** 50);
  });

  it('that another lane superseded are not sent again, nor given to new sessions', () => {
    const board = new JobBoard();
    board.offer(madeUpWork({ chain: 1, parent: 'a', height: 1 }), 0, ignore, 0);
    board.offer(madeUpWork({ chain: 1, parent: 'b', height: 2 }), 1, ignore, 0);
    expect(board.issue(0, 1)).toBeNull();
    expect(headerOf(board, 1, 1).height).toBe(2);
    // Which lane's work came last does not matter then.
    board.offer(madeUpWork({ chain: 2, parent: 'c', height: 1 }), 0, ignore, 2);
    board.offer(madeUpWork({ chain: 2, parent: 'd', height: 2 }), 1, ignore, 2);
    board.offer(madeUpWork({ chain: 2, parent: 'e', height: 3 }), 0, ignore, 2);
    expect(board.newestLane).toBe(0);
    board.withdraw(0, 3);
    expect(board.newestLane).toBeNull();
  });

  it('do not pile up however many are asked for, nor do the times of their payloads', () => {
    const board = new JobBoard();
    for (let i = 0; i < 60_000; i++) {
      if (i % 100 === 0) board.offer(madeUpWork({ payload: String(i) }), 0, ignore, i);
      issue(board, 0, i);
    }
    expect(board.jobCount).toBe(50_000);
    const { lineage } = issue(board, 0, 60_000).offer;
    expect(lineage.lastTimes.size).toBeLessThanOrEqual(64);
  });

  it('are all kept while they are young, and forgotten one by one beyond ten thousand', () => {
    const board = new JobBoard();
    board.offer(madeUpWork(), 0, ignore, 900_000);
    for (let i = 0; i < 10_002; i++) issue(board, 0, 900_000 + i);
    board.forgetOld(1_000_000);
    expect(board.jobCount).toBe(10_002);
    board.forgetOld(1_500_001);
    expect(board.jobCount).toBe(10_001);
    board.forgetOld(1_600_000);
    expect(board.jobCount).toBe(10_000);
  });

  it('do not pile up on a chain that stands still', () => {
    const board = new JobBoard();
    board.offer(madeUpWork(), 0, ignore, 0);
    for (let i = 0; i < 11_000; i++) {
      issue(board, 0, i * 1000);
      if (i % 1000 === 0) board.forgetOld(i * 1000);
    }
    board.forgetOld(11_000_000);
    expect(board.jobCount).toBeLessThanOrEqual(10_000);
  });
});

describe('solutions', () => {
  it('carry the time and nonce of their job and name the work they are for', () => {
    const board = new JobBoard();
    const solutions: Solution[] = [];
    const work = madeUpWork({ creationTimeMicros: 7n });
    board.offer(work, 0, (solution) => solutions.push(solution), 0);
    board.deliver(issue(board, 0, 2), 0x0123, 0x456789abcdef, 2);
    expect(solutions[0]?.work).toBe(work);
    const header = unwrap(decodeWorkHeader(solutions[0]?.bytes ?? new Uint8Array()));
    expect(header).toEqual({
      ...work.header,
      creationTimeMicros: 1031n,
      nonce: 0x456789abcdef0123n,
    });
  });

  it('name the rig that found them, if it is known', () => {
    const board = new JobBoard();
    const solutions: Solution[] = [];
    board.offer(madeUpWork(), 0, (solution) => solutions.push(solution), 0);
    board.deliver(issue(board, 0, 0), 1, 2, 0, 'rig');
    board.deliver(issue(board, 0, 0), 1, 3, 0);
    expect(solutions.map((solution) => 'finder' in solution && solution.finder)).toEqual([
      ...['rig', false],
    ]);
  });

  it('of one work are handed on eight at once, then one more each second', () => {
    const board = new JobBoard();
    let count = 0;
    board.offer(madeUpWork(), 0, () => count++, 0);
    const job = issue(board, 0, 0);
    for (let nonce2 = 0; nonce2 < 100; nonce2++) {
      expect(board.deliver(job, 0, nonce2, 0)).toBe(nonce2 < 8);
    }
    expect([900, 1000, 1000].map((nowMs) => board.deliver(job, 1, nowMs, nowMs))).toEqual([
      false,
      true,
      false,
    ]);
    expect(count).toBe(9);
  });
});

it('retires the oldest jobs rather than remember shares without end', () => {
  const board = new JobBoard();
  board.offer(madeUpWork(), 0, ignore, 0);
  const [first, second] = [issue(board, 0, 0), issue(board, 0, 1)];
  for (let nonce2 = 0; nonce2 < 600_000; nonce2++) board.count(first, 0, nonce2);
  for (let nonce2 = 0; nonce2 < 400_001; nonce2++) board.count(second, 0, nonce2);
  expect(isStale(first)).toBe(true);
  expect(first.counted.size).toBe(0);
  expect(isStale(second)).toBe(false);
});
