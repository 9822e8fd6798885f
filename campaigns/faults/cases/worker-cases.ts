/** What solves work breaks: threads, programs, graphics cards, machines, and this program itself. */
import { join } from 'node:path';
import {
  HAS_SOFTWARE_GPU,
  startSoftwareGpu,
} from '../../../src-core/workers/gpu/tests/software-gpu.ts';
import type { StartGpuProcess } from '../../../src-core/workers/gpu/process/gpu-process.ts';
import type { SessionEvent } from '../../../src-core/mining/session/session-events.ts';
import { writePrograms } from '../../../src-core/tests/script-programs.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import { catchThreads } from '../breakable-threads.ts';
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import { STRATUM, mineWithMachine, portOf, submitAndLeave } from '../machine-play.ts';
import { startProgramOn } from '../program-run.ts';

/** A worker that needs a process for each search, or hashes in JavaScript. */
const SLOW = { node: { firstDifficulty: 500 } } as const;

const GPU_FAULTS: readonly [string, string][] = [
  ['the process of a graphics card crashes', 'crashed'],
  ['a graphics card is lost', 'lost'],
  ['a graphics card computes wrongly', 'wrong'],
];

export const WORKER_CASES: readonly FaultCase[] = [
  {
    name: 'a CPU thread dies, three times',
    kind: 'workers',
    holds: 'the worker is named, and has a new thread',
    async run({ mine }) {
      const threads = catchThreads();
      const mining = await mine();
      await mining.mines();
      for (let round = 0; round < 3; round += 1) {
        const failed = mining.next(({ type }) => type === 'worker-failed');
        await threads()[0]?.terminate();
        const event = await failed;
        holds(
          event.type === 'worker-failed' && event.worker === 'CPU 0' && event.ended,
          'the worker that ended is named',
        );
        await mining.recovers();
      }
    },
  },
  {
    name: 'an external program is killed, fails, prints nonsense and finds wrong nonces',
    kind: 'workers',
    leftOut: () => (process.platform === 'win32' ? 'the program is a POSIX shell script' : null),
    trial: SLOW,
    holds: 'each is said by its kind, no wrong solution reaches the node, and it is tried again',
    async run({ folder, posts, mine }) {
      const works = (await writePrograms(folder))('argv-and-stdin');
      const count = join(folder, 'count');
      const failing = ['kill -9 $$', 'exit 7', 'echo no-nonce', 'echo 00000000000000ff'];
      const turns = failing.map((act, at) => `${2 * at + 1}) ${act}; exit;;`).join(' ');
      const externalWorkerCommand =
        `n=$(($(cat '${count}' 2>/dev/null || echo 0) + 1)); echo $n > '${count}'; ` +
        `case $n in ${turns} esac; ${works}`;
      const mining = await mine({ worker: 'external', externalWorkerCommand });
      await mining.mines(6);
      const kinds = mining.events.flatMap((event) =>
        event.type === 'worker-failed' ? [event.fault.kind] : [],
      );
      holds(new Set(kinds).size === failing.length, `each failure has its kind: ${kinds.join()}`);
      holds(
        posts.all.every(({ status }) => status !== 400),
        'no wrong solution reaches the node',
      );
      await mining.recovers();
    },
  },
  ...GPU_FAULTS.map(([name, FAULT]): FaultCase => ({
    name,
    kind: 'workers',
    leftOut: () => (HAS_SOFTWARE_GPU ? null : 'needs a driver in software'),
    holds: 'the card is named, and has a new process',
    async run({ folder, mine }) {
      const child = new URL('../../../src-core/workers/gpu/tests/faulty-child.ts', import.meta.url);
      const sound = startSoftwareGpu();
      const faulty = startSoftwareGpu(child, { FAULT, FAULT_ONCE: join(folder, 'failed') });
      let starts = 0;
      // The first process lists the cards.
      const startGpu: StartGpuProcess = (options) => {
        starts += 1;
        return (starts === 1 ? sound : faulty)(options);
      };
      const mining = await mine({ worker: 'gpu', allowSoftwareGpu: true }, startGpu);
      await mining.until(({ problems }) =>
        problems.some((each) => each.kind === 'worker' && each.worker === 'GPU 0'),
      );
      await mining.recovers();
      holds(starts > 2, 'there is another process');
    },
  })),
  {
    name: 'a machine leaves as soon as it has sent a block',
    kind: 'workers',
    trial: SLOW,
    holds: 'the block goes to the node, and the machine is taken in again',
    async run({ mine }) {
      const mining = await mine(STRATUM);
      const last = (type: SessionEvent['type']): number =>
        mining.events.findLastIndex((event) => event.type === type);
      const port = await portOf(mining);
      for (let round = 0; round < 3; round += 1) {
        const accepted = mining.next(({ type }) => type === 'solution-accepted');
        await submitAndLeave(await ScriptedMachine.start(port, 'me.rig'));
        await accepted;
        // Until then the solved work is offered.
        await mining.until(() => last('work-received') > last('solution-accepted'));
      }
      const machine = await ScriptedMachine.start(port, 'me.rig');
      const recovered = mining.recovers();
      await mineWithMachine(machine, recovered);
      await machine.leave();
    },
  },
  {
    name: 'the program is killed with blocks on their way (SIGKILL)',
    kind: 'workers',
    leftOut: () => (process.platform === 'win32' ? 'Windows has no such signal' : null),
    holds: 'the next run sends them, once',
    async run(trial) {
      const { front, posts, mine } = trial;
      for (let round = 0; round < 2; round += 1) {
        const before = posts.all.length;
        front.behave(({ asked, pass, reset }) => (asked === 'solved' ? reset() : pass()));
        const program = startProgramOn(trial);
        await posts.until((all) => all.length >= before + 2);
        program.child.kill('SIGKILL');
        await program.ended;
        front.behave(null);
      }
      const waiting = new Set(posts.all.map(({ id }) => id));
      const mining = await mine();
      await posts.until((all) =>
        [...waiting].every((id) => all.some((post) => post.id === id && post.isAnswered)),
      );
      await mining.recovers();
    },
  },
];
