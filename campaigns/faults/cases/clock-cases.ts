/** The clock is set, and the computer sleeps. */
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import { passes } from '../passing-time.ts';
import { startProgramOn } from '../program-run.ts';
import { startRival } from '../rival.ts';
import { stepClock } from '../stepped-clock.ts';

const HOUR_MS = 3_600_000;

const STEPS: readonly [string, number][] = [
  ['forth by two days', 48 * HOUR_MS],
  ['back by a day', -24 * HOUR_MS],
  ['back to 1970', -Date.now()],
];

export const CLOCK_CASES: readonly FaultCase[] = [
  ...STEPS.map(([step, byMs]): FaultCase => ({
    name: `the clock is set ${step} while a block waits`,
    kind: 'clock',
    holds: 'the block is neither given up nor forgotten, and mining goes on',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(({ asked, pass, answer }) => {
        if (asked !== 'solved') return pass();
        const headers = { 'x-chainweb-node-version': '3.2' };
        answer({ status: 503, headers, body: Buffer.from('Too many work requests') });
      });
      const waiting = await mining.next(({ type }) => type === 'solution-retried');
      const woke = mining.next(({ type }) => type === 'woke');
      stepClock(byMs);
      await woke;
      await passes(2_000);
      const accepted = mining.next(
        (event) => event.type === 'solution-accepted' && 'id' in waiting && event.id === waiting.id,
      );
      front.behave(null);
      await accepted;
      await mining.recovers();
    },
  })),
  {
    name: 'the computer sleeps for a night',
    kind: 'clock',
    holds: 'the miner leaves its dead connections when it wakes, and calls no node missing',
    async run({ front, node, mine }) {
      const mining = await mine({ defaultHTTPTimeout: 3_600_000_000 });
      await mining.mines();
      const rival = await startRival(node);
      await rival.mines(3);
      await rival.stop();
      front.forget();
      stepClock(8 * HOUR_MS);
      mining.session.woke();
      await mining.recovers();
      holds(
        mining.events.every(({ type }) => type !== 'node-failed'),
        'no node is called missing',
      );
    },
  },
  {
    name: 'the program stands still while others mine (SIGSTOP)',
    kind: 'clock',
    leftOut: () => (process.platform === 'win32' ? 'Windows has no such signal' : null),
    holds: 'it mines on the newest blocks when it goes on',
    async run(trial) {
      const { front, node, posts, tookToRecover } = trial;
      const program = startProgramOn(trial);
      const taken = (after: number): boolean =>
        posts.all.slice(after).some(({ status, isAnswered }) => status === 200 && isAnswered);
      await posts.until(() => taken(0));
      program.child.kill('SIGSTOP');
      const rival = await startRival(node);
      await rival.mines(9);
      await rival.stop();
      const before = posts.all.length;
      const startedMs = performance.now();
      program.child.kill('SIGCONT');
      await posts.until(() => taken(before));
      tookToRecover(performance.now() - startedMs);
      front.behave(null);
      await program.stop();
    },
  },
];
