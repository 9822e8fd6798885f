import { expect, it } from 'vitest';
import type { IssuedJob } from '../jobs/job.ts';
import { JobAnnouncer } from './job-announcer.ts';
import type { JobFeed } from './job-feed.ts';

const issued = (sequence: number): IssuedJob =>
  ({ job: { sequence }, line: '' }) as unknown as IssuedJob;
const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sessions that note the jobs they get. */
function sessions(count: number): { all: Set<{ jobs: JobFeed }>; got: number[][] } {
  const got = Array.from({ length: count }, (): number[] => []);
  const all = got.map((jobs) => ({
    jobs: {
      hasJob: (sequence: number) => (jobs.at(-1) ?? 0) >= sequence,
      announce: ({ job }: IssuedJob) => void jobs.push(job.sequence),
    } as unknown as JobFeed,
  }));
  return { all: new Set(all), got };
}

it('brings a job to 512 sessions in one go, and to the others in the next rounds', async () => {
  const { all, got } = sessions(1_100);
  const announcer = new JobAnnouncer(all);
  expect([announcer.hasSessions, new JobAnnouncer(new Set()).hasSessions]).toEqual([true, false]);
  announcer.announce(issued(1));
  const reached = (): number => got.filter((jobs) => jobs.length > 0).length;
  expect(reached()).toBe(512);
  await nextRound();
  expect(reached()).toBe(1_024);
  await nextRound();
  expect([reached(), got.every((jobs) => jobs.length === 1)]).toEqual([1_100, true]);
});

it('brings a job that comes meanwhile to all, and the former one to none that had not got it', async () => {
  const { all, got } = sessions(600);
  const announcer = new JobAnnouncer(all);
  announcer.announce(issued(1));
  announcer.announce(issued(2));
  announcer.announce(issued(3));
  for (let round = 0; round < 6; round++) await nextRound();
  expect(got.slice(0, 512).every((jobs) => jobs.join() === '1,3')).toBe(true);
  expect(got.slice(512).every((jobs) => jobs.join() === '3')).toBe(true);
  announcer.announce(issued(4));
  for (let round = 0; round < 4; round++) await nextRound();
  expect(got.every((jobs) => jobs.at(-1) === 4)).toBe(true);
});
