/**
 * 65,536 machines that subscribe, one after the other on connections of their own or many times on one. The nonce
 * prefixes of those that left rest longer than the campaign takes, so that none is left at the end.
 */
import fc from 'fast-check';
import { madeUpWork } from '../../../src-core/tests/made-up-work.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';
import { Peer } from '../peer.ts';
import { stratumTarget } from '../stratum-target.ts';
import { strictLog } from '../strict-log.ts';

interface Subscriber {
  /** How often it subscribes. */
  readonly times: number;
  readonly ending: 'end' | 'reset';
}

const HOUR_MS = 3_600_000;

async function subscribe(port: number, { times, ending }: Subscriber): Promise<void> {
  const peer = new Peer(port);
  for (let id = 0; id < times; id++) {
    peer.socket.write(`{"id":"s${id}","method":"mining.subscribe","params":["flood/1.0"]}\n`);
  }
  await peer.until(`"id":"s${times - 1}"`);
  if (ending === 'end') peer.socket.end();
  else peer.socket.resetAndDestroy();
  await peer.closed();
}

export const subscriptions: Door<Subscriber> = {
  name: 'subscriptions',
  inputs: 65_536,
  together: 64,
  // What is known of a nonce prefix that rests, of each of 65,536.
  growthBoundMb: 16,
  input: fc.record({
    times: fc.oneof(
      { weight: 99, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 60 }) },
    ),
    ending: fc.constantFrom('end', 'reset'),
  }),
  async open() {
    const log = strictLog();
    const server = await stratumTarget(log.logger, {
      minLevel: 0,
      rateMs: HOUR_MS,
      limits: { nonceQuarantineMs: HOUR_MS, connectionsAtOnce: 1e9 },
    });
    server.offer(madeUpWork({ level: 60 }), 0, () => undefined);
    const honest = await ScriptedMachine.start(server.port, 'account.honest');
    return {
      async send(subscribers) {
        await Promise.all(subscribers.map((each) => subscribe(server.port, each)));
        const job = await honest.job();
        const { result } = await honest.submit(job, honest.find(job));
        mustHold(result === true, 'a machine that mined before mines on');
        await log.check();
      },
      async close() {
        await honest.leave();
        await server.close();
      },
    };
  },
};
