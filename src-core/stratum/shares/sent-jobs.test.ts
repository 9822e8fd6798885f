import { describe, expect, it } from 'vitest';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { WorkOptions } from '../../tests/made-up-work.ts';
import { BLOCK_LEVEL } from '../difficulty/share-target.ts';
import { JobBoard } from '../jobs/job-board.ts';
import type { Job } from '../jobs/job.ts';
import { SentJobs } from './sent-jobs.ts';
import { ShareCheck } from './share-check.ts';
import type { ShareVerdict } from './share-check.ts';

function session(work: WorkOptions = { level: 60 }) {
  const board = new JobBoard();
  const check = new ShareCheck(board);
  const sent = new SentJobs(board, check, 0);
  board.offer(madeUpWork(work), 0, () => undefined, 0);
  /** A new job, which the session is sent. */
  const send = (level: number): Job => {
    const job = issue();
    sent.add(job, level);
    return job;
  };
  const issue = (): Job => {
    const job = board.issue(0, 0)?.job;
    if (job === undefined) throw new Error('no job');
    return job;
  };
  const share = (nonce2: number) => ({ nonce1: 7, nonce2, onlyBlockBecause: null, bestHead: 0 });
  const judge = (jobId: string, nonce2: number, nowMs = 0): ShareVerdict =>
    sent.judge(jobId, share(nonce2), nowMs);
  /** Nonces of shares of one job's level, and of no other of these jobs. */
  const nonceOf = (job: Job, level: number, others: readonly Job[], from = 0): number => {
    for (let nonce2 = from; ; nonce2++) {
      if (others.some((other) => check.isShareOf(other, level, share(nonce2)))) continue;
      if (check.isShareOf(job, level, share(nonce2))) return nonce2;
    }
  };
  return { sent, send, issue, judge, nonceOf };
}

const refusalOf = (verdict: ShareVerdict): unknown =>
  verdict.kind === 'refused' ? verdict.refusal : null;

describe('the level of a share', () => {
  it('is the one that its own job was sent with', () => {
    const { sent, send, judge } = session();
    expect([sent.lastLevel, sent.lastSequence]).toEqual([null, 0]);
    const jobs = [3, 3, 5, 1].map((level) => ({ level, job: send(level) }));
    expect([sent.lastLevel, sent.lastSequence]).toEqual([1, jobs[3]?.job.sequence]);
    for (const { level, job } of jobs) {
      let verdict = judge(job.id, 0);
      for (let nonce2 = 1; verdict.kind === 'refused' || verdict.job !== job; nonce2++) {
        verdict = judge(job.id, nonce2);
      }
      expect(verdict.difficulty).toBe(2 ** level);
    }
  });

  it('is that of the first job for one from before it, and a block before any', () => {
    const { send, issue, judge } = session();
    const before = issue();
    expect(refusalOf(judge(before.id, 0))).toMatchObject({
      kind: 'low-difficulty',
      wantedLevel: Math.min(60, BLOCK_LEVEL),
    });
    send(0);
    send(50);
    expect(judge(before.id, 1)).toMatchObject({ kind: 'accepted', difficulty: 1, job: before });
  });

  it('is remembered however many jobs have the next one', () => {
    const { send, judge } = session();
    const first = send(49);
    for (let i = 0; i < 100; i++) send(50);
    expect(refusalOf(judge(first.id, 0))).toMatchObject({ wantedLevel: 49 });
  });

  it('is remembered over 64 changes', () => {
    const { send, judge } = session();
    const jobs = Array.from({ length: 65 }, (_, i) => send(i % 2 === 0 ? 50 : 49));
    // The first level is forgotten: the job is taken for one of the level after it.
    expect(refusalOf(judge(jobs[0]!.id, 0))).toMatchObject({ wantedLevel: 49 });
    expect(refusalOf(judge(jobs[2]!.id, 0))).toMatchObject({ wantedLevel: 50 });
  });
});

describe('a share that names the wrong job', () => {
  it('counts for the one of the last eight that it meets', () => {
    const { send, judge, nonceOf } = session();
    const jobs = Array.from({ length: 9 }, () => send(6));
    const last = jobs[8]!;
    const others = (but: Job): Job[] => jobs.filter((job) => job !== but);
    const [ninth, eighth] = [jobs[0]!, jobs[1]!];
    const unknown = nonceOf(eighth, 6, others(eighth));
    expect(judge('fff', unknown)).toMatchObject({ kind: 'accepted', job: eighth });
    // Once: the second time it is what it says it is.
    expect(refusalOf(judge('fff', unknown))).toEqual({ kind: 'unknown-job', jobId: 'fff' });
    const wrong = nonceOf(eighth, 6, others(eighth), unknown + 1);
    expect(judge(last.id, wrong)).toMatchObject({ kind: 'accepted', job: eighth });
    const tooOld = nonceOf(ninth, 6, others(ninth));
    expect(refusalOf(judge(last.id, tooOld))).toMatchObject({ kind: 'low-difficulty' });
  });

  it('is tried 64 times at once, then 16 times a second, and always where jobs are mixed up', () => {
    const { send, judge, nonceOf } = session();
    const [first, second] = [send(6), send(6)];
    const nonces: number[] = [];
    for (let i = 0; i < 3; i++) nonces.push(nonceOf(first, 6, [second], (nonces.at(-1) ?? -1) + 1));
    const miss = (count: number, nowMs: number): void => {
      for (let i = 0; i < count; i++) judge('fff', nonces[0]!, nowMs);
    };
    expect(judge('fff', nonces[0]!)).toMatchObject({ kind: 'accepted' });
    miss(63, 0);
    // The last try of the burst finds its job, which gives back all of it.
    expect(judge('fff', nonces[1]!)).toMatchObject({ kind: 'accepted', job: first });
    miss(64, 0);
    expect(refusalOf(judge('fff', nonces[2]!))).toMatchObject({ kind: 'unknown-job' });
    expect(refusalOf(judge('fff', nonces[2]!, 62))).toMatchObject({ kind: 'unknown-job' });
    expect(judge('fff', nonces[2]!, 63)).toMatchObject({ kind: 'accepted', job: first });
  });
});
