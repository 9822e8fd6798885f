import { blake2s } from '@noble/hashes/blake2.js';
import { describe, expect, it } from 'vitest';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import type { Solution } from '../../chainweb/mining-work.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { mkTarget, targetFromLe } from '../../chainweb/target.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { WorkOptions } from '../../tests/made-up-work.ts';
import { shareError } from '../stratum-errors.ts';
import { JobBoard } from '../jobs/job-board.ts';
import type { Job } from '../jobs/job.ts';
import { composeNonce } from '../jobs/nonce-range.ts';
import { ShareCheck } from './share-check.ts';
import type { Share, ShareVerdict } from './share-check.ts';

interface Bench {
  readonly board: JobBoard;
  readonly job: Job;
  readonly solutions: Solution[];
  readonly judge: (nonce2: number, level: number) => ShareVerdict;
  /** Judges a share of another job, session or machine. */
  readonly judgeOther: (job: Job, level: number, share: Partial<Share>) => ShareVerdict;
}

function prepare(work: WorkOptions): Bench {
  const board = new JobBoard();
  const solutions: Solution[] = [];
  board.offer(madeUpWork(work), 0, (solution) => solutions.push(solution), 0);
  const job = board.issue(0, 0)?.job;
  if (job === undefined) throw new Error('no job');
  const judgeOther = judgeOn(board);
  const judge = (nonce2: number, level: number): ShareVerdict => judgeOther(job, level, { nonce2 });
  return { board, job, solutions, judge, judgeOther };
}

function judgeOn(board: JobBoard): Bench['judgeOther'] {
  const check = new ShareCheck(board);
  return (job, level, share) =>
    check.judge(
      job,
      level,
      { nonce1: 7, nonce2: 0, onlyBlockBecause: null, bestHead: 0, ...share },
      0,
    );
}

const outcome = (verdict: ShareVerdict): string =>
  verdict.kind === 'accepted' ? (verdict.isBlock ? 'block' : 'accepted') : verdict.refusal.kind;

describe('a share', () => {
  it('is judged by the level of its job, to the last bit', () => {
    const { judge } = prepare({ level: 60 });
    const verdicts = Array.from({ length: 4096 }, (_, nonce2) => judge(nonce2, 4));
    const accepted = verdicts.filter(({ kind }) => kind === 'accepted').length;
    expect(accepted).toBeGreaterThan(256 - 80);
    expect(accepted).toBeLessThan(256 + 80);
    expect(verdicts.map(outcome).filter((what) => what === 'low-difficulty').length).toBe(
      4096 - accepted,
    );
    for (const verdict of verdicts) {
      if (verdict.kind === 'accepted') expect(verdict.difficulty).toBe(16);
    }
  });

  it('is refused with its own level when it is too low', () => {
    const { judge } = prepare({ level: 60 });
    const verdict = judge(1, 60);
    const { refusal } = verdict as Extract<ShareVerdict, { kind: 'refused' }>;
    expect(refusal).toMatchObject({ kind: 'low-difficulty', wantedLevel: 60 });
    expect(shareError(refusal)).toEqual({
      code: 23,
      text: expect.stringMatching(
        /^Low difficulty: this share is of level \d+\.\d, the job asks for 60\.0$/,
      ) as string,
    });
  });

  it('counts once per nonce', () => {
    const { judge } = prepare({ level: 60 });
    expect([judge(3, 0), judge(3, 0), judge(4, 0)].map(outcome)).toEqual([
      'accepted',
      'duplicate',
      'accepted',
    ]);
  });

  it('that was refused is refused for the same reason again, one that counted is a duplicate', () => {
    const { board, judge } = prepare({ level: 60, height: 1, parent: 'a' });
    expect([judge(1, 60), judge(1, 60), judge(2, 0)].map(outcome)).toEqual([
      ...['low-difficulty', 'low-difficulty', 'accepted'],
    ]);
    board.offer(madeUpWork({ level: 60, height: 2, parent: 'b' }), 0, () => undefined, 1);
    expect([judge(2, 0), judge(3, 0)].map(outcome)).toEqual(['duplicate', 'stale']);
  });

  it('is not the duplicate of another session or job with the same nonce2', () => {
    const { board, job, judge, judgeOther } = prepare({ level: 60 });
    judge(3, 0);
    expect(outcome(judgeOther(job, 0, { nonce1: 8, nonce2: 3 }))).toBe('accepted');
    const next = board.issue(0, 1)?.job;
    expect(next && outcome(judgeOther(next, 0, { nonce2: 3 }))).toBe('accepted');
  });

  it('is stale once the parent is superseded', () => {
    const { board, judge } = prepare({ level: 60, height: 1, parent: 'a' });
    board.offer(madeUpWork({ level: 60, height: 2, parent: 'b' }), 0, () => undefined, 1);
    const verdict = judge(1, 0);
    expect(verdict).toMatchObject({ refusal: { kind: 'stale' } });
  });
});

describe('the best share', () => {
  const TWO_256 = 2 ** 256;

  it('is known by its own difficulty, to double precision, before there is any other', () => {
    const { job, judgeOther } = prepare({ level: 60 });
    for (let nonce2 = 0; nonce2 < 64; nonce2++) {
      const verdict = judgeOther(job, 0, { nonce2, bestHead: Infinity });
      const bytes = withTimeAndNonce(
        job.offer.work.bytes,
        job.creationTimeMicros,
        composeNonce(7, nonce2),
      );
      const hash = Number(targetFromLe(blake2s(bytes)));
      const best = verdict.kind === 'accepted' ? verdict.best : null;
      expect(best! / (TWO_256 / (hash + 1))).toBeCloseTo(1, 9);
    }
  });

  it('is looked at closely only where it beats the one before', () => {
    const [all, some] = [prepare({ level: 60 }), prepare({ level: 60 })];
    let best = 0;
    let looks = 0;
    for (let nonce2 = 0; nonce2 < 2_000; nonce2++) {
      const truth = all.judgeOther(all.job, 0, { nonce2, bestHead: Infinity });
      const verdict = some.judgeOther(some.job, 0, { nonce2, bestHead: 2 ** 64 / best });
      if (truth.kind !== 'accepted' || verdict.kind !== 'accepted') throw new Error('refused');
      expect(verdict.best).toBe(truth.best! > best ? truth.best : null);
      if (verdict.best !== null) looks += 1;
      best = Math.max(best, truth.best!);
    }
    expect(looks).toBeLessThan(30);
  });
});

describe('a share that solves the block', () => {
  it('is handed on with the very bytes that solve it', () => {
    const { solutions, judge } = prepare({ level: 8 });
    let nonce2 = 0;
    while (outcome(judge(nonce2, 0)) !== 'block') nonce2++;
    const [solution] = solutions;
    expect(solutions.length).toBe(1);
    expect(solution && isSolved(solution.bytes, solution.work.target)).toBe(true);
  });

  it('counts when its hash equals the target, not when it is one above', () => {
    const { job } = prepare({ level: 60 });
    const { work } = job.offer;
    const nonce = Buffer.alloc(8);
    nonce.writeBigUInt64LE((9n << 16n) | 7n);
    // The header's own target is part of what is hashed: only the work's is set to the hash.
    const hash = targetFromLe(blake2s(Buffer.concat([work.bytes.slice(0, -8), nonce])));
    for (const [target, expected] of [
      [hash, 'block'],
      [hash - 1n, 'low-difficulty'],
    ] as const) {
      const board = new JobBoard();
      board.offer({ ...work, target: mkTarget(target) }, 0, () => undefined, 0);
      const exact = board.issue(0, 0)?.job;
      expect(exact && outcome(judgeOn(board)(exact, 256, { nonce2: 9 }))).toBe(expected);
    }
  });

  it('is never refused for its level, its age or who sent it', () => {
    const { board, job, solutions, judge, judgeOther } = prepare({
      level: 0,
      height: 1,
      parent: 'a',
    });
    expect(judge(1, 256)).toMatchObject({ kind: 'accepted', isBlock: true, isLate: false });
    const unauthorized = { nonce2: 2, onlyBlockBecause: { kind: 'not-authorized' } } as const;
    expect(judgeOther(job, 256, unauthorized)).toMatchObject({ isBlock: true });
    board.offer(madeUpWork({ level: 0, height: 2, parent: 'b' }), 0, () => undefined, 1);
    expect(judge(3, 256)).toMatchObject({ kind: 'accepted', isBlock: true, isLate: true });
    expect(solutions.length).toBe(3);
  });

  it('is refused like any other beyond the eight that are handed on', () => {
    const { job, solutions, judgeOther } = prepare({ level: 0 });
    const unauthorized = { onlyBlockBecause: { kind: 'not-authorized' } } as const;
    const outcomes = Array.from({ length: 9 }, (_, nonce2) =>
      outcome(judgeOther(job, 0, { nonce2, ...unauthorized })),
    );
    expect(outcomes).toEqual([...Array<string>(8).fill('block'), 'not-authorized']);
    expect(solutions.length).toBe(8);
  });

  it('is a duplicate the second time', () => {
    const { solutions, judge } = prepare({ level: 0 });
    expect([judge(1, 0), judge(1, 0)].map(outcome)).toEqual(['block', 'duplicate']);
    expect(solutions.length).toBe(1);
  });

  it('stands for the difficulty its target asked for, where a block is easier than the level', () => {
    const { job, judge } = prepare({ level: 3 });
    let nonce2 = 0;
    let verdict = judge(nonce2, 42);
    while (verdict.kind === 'refused') verdict = judge(++nonce2, 42);
    expect(verdict).toEqual({
      kind: 'accepted',
      job,
      difficulty: 8,
      best: null,
      isBlock: true,
      isLate: false,
    });
  });
});
