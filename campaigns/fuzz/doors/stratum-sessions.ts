/**
 * Whole conversations with the Stratum server: right and wrong steps in any order. Its limits are as they are, but for
 * how fast one address may connect: all conversations come from one.
 */
import fc from 'fast-check';
import type { StratumServer } from '../../../src-core/stratum/connection/stratum-server.ts';
import { anyText } from '../../../src-core/tests/hostile/characters.ts';
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import { hostileLineOf } from '../../../src-core/tests/hostile/stratum-lines.ts';
import { madeUpWork } from '../../../src-core/tests/made-up-work.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';
import { stratumTarget } from '../stratum-target.ts';
import { strictLog } from '../strict-log.ts';

type Step =
  | { readonly do: 'line'; readonly text: string }
  /** Bytes, as Latin-1: a line may end within them or not. */
  | { readonly do: 'bytes'; readonly text: string }
  /** A share for the newest job, which any nonce solves. */
  | { readonly do: 'share'; readonly nonce2: number; readonly user: string }
  /** The server gets work for the next block. */
  | { readonly do: 'work' };

interface Conversation {
  readonly steps: readonly Step[];
  readonly ending: 'leave' | 'reset' | 'half-close';
}

const right = fc.oneof(
  anyText(40).map((agent) => call('mining.subscribe', [agent, null])),
  fc.tuple(anyText(60), anyText(20)).map((params) => call('mining.authorize', params)),
  fc.double().map((difficulty) => call('mining.suggest_difficulty', [difficulty])),
  fc.constant(call('mining.extranonce.subscribe', [])),
  fc
    .constantFrom('x,d=44', 'd=0', 'd=1e300', 'd=')
    .map((p) => call('mining.authorize', ['a.b', p])),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: right.map((text): Step => ({ do: 'line', text })) },
  {
    weight: 3,
    arbitrary: hostileLineOf(hostileJsonWith(4)).map((text): Step => ({ do: 'line', text })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('share' as const),
      nonce2: fc.nat(50),
      user: fc.constantFrom('a.b', 'a.c', ''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 300 })
      .map((bytes): Step => ({ do: 'bytes', text: Buffer.from(bytes).toString('latin1') })),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'work' }) },
);

function call(method: string, params: readonly unknown[]): string {
  return JSON.stringify({ id: 1, method, params });
}

async function converse(
  server: StratumServer,
  { steps, ending }: Conversation,
  offer: () => void,
): Promise<void> {
  const machine = await ScriptedMachine.connect(server.port);
  for (const each of steps) {
    if (each.do === 'line') machine.write(`${each.text}\n`);
    else if (each.do === 'bytes') machine.socket.write(Buffer.from(each.text, 'latin1'));
    else if (each.do === 'work') offer();
    else {
      const nonce2 = each.nonce2.toString(16).padStart(12, '0');
      const job = machine.jobs.at(-1)?.id ?? '1';
      machine.write(`${call('mining.submit', [each.user, job, nonce2])}\n`);
    }
  }
  if (ending === 'leave') {
    machine.write('\n{"id":"last","method":"mining.ping"}\n');
    await machine.until(() => machine.lines.at(-1)?.includes('"last"') || undefined).catch(gone);
  }
  if (ending === 'reset') machine.socket.resetAndDestroy();
  else machine.socket.end();
  await machine.closed;
}

/** The server has ended the conversation before. */
function gone(): void {}

export const stratumSessions: Door<Conversation> = {
  name: 'stratum-sessions',
  inputs: 100_000,
  together: 16,
  // Jobs of earlier work, and machines that left: a minute (stale-jobs.ts, rig-rates.ts).
  remembersMs: 70_000,
  input: fc.record({
    steps: fc.array(step, { maxLength: 12, size: 'max' }),
    ending: fc.constantFrom('leave', 'reset', 'half-close'),
  }),
  async open() {
    const log = strictLog();
    let height = 100;
    let blocks = 0;
    const server = await stratumTarget(log.logger, {
      minLevel: 0,
      limits: { connectionsAtOnce: 1e9 },
    });
    const offer = (): void => {
      height += 1;
      server.offer(madeUpWork({ level: 0, height, parent: `${height}` }), 0, () => (blocks += 1));
    };
    offer();
    return {
      async send(conversations) {
        await Promise.all(conversations.map((each) => converse(server, each, offer)));
        // New work: one that others have solved many times takes no more solutions.
        offer();
        const honest = await ScriptedMachine.start(server.port, 'account.honest');
        const before = blocks;
        const job = await honest.job();
        const answer = await honest.submit(job, honest.find(job), 'account.honest');
        mustHold(
          answer.result === true && blocks > before,
          'the next machine finds a block',
          answer,
        );
        await honest.leave();
        await log.check();
      },
      close: () => server.close(),
    };
  },
};
