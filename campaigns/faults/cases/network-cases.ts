/** The way to the node fails, below HTTP. */
import type { Socket } from 'node:net';
import { holds } from '../fault-case.ts';
import type { FaultCase } from '../fault-case.ts';
import type { ExchangeFault } from '../fault-front.ts';
import { passes } from '../passing-time.ts';
import { IMPATIENT } from '../trial.ts';
import { scriptNames } from '../scripted-names.ts';
import { seededRandom } from '../../../src-core/tests/seeded-random.ts';

/** How long a fault lasts where it has no end of its own, ms: a few of the miner's first pauses. */
const A_WHILE_MS = 2_000;
const SEED = 15;

export const NETWORK_CASES: readonly FaultCase[] = [
  {
    name: 'connections are refused',
    kind: 'network',
    holds: 'the miner says that the node is missing, and mines again once the port is open',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      await front.close();
      const { problems } = await mining.until(({ phase }) => phase === 'waiting');
      holds(
        problems.some((each) => each.kind === 'node' && each.error.kind === 'node-missing'),
        'the missing node is a problem',
      );
      await passes(A_WHILE_MS);
      await front.open();
      await mining.recovers();
      await mining.until(({ phase }) => phase === 'mining');
    },
  },
  {
    name: 'every connection is reset',
    kind: 'network',
    holds: 'a block found meanwhile is handed in once connections last',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(({ reset }) => reset());
      front.cut();
      await mining.until(({ phase }) => phase === 'waiting');
      await passes(A_WHILE_MS);
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'new connections are reset before anything is read',
    kind: 'network',
    holds: 'mining waits, and goes on once they are served',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.greet((socket) => void socket.resetAndDestroy());
      front.cut();
      await mining.until(({ phase }) => phase === 'waiting');
      front.greet(null);
      await mining.recovers();
    },
  },
  {
    name: 'each answer is slow, but in time',
    kind: 'network',
    holds: 'mining goes on without a problem, and nothing is sent again',
    async run({ front, posts, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(async ({ pass }) => {
        await passes(400);
        await pass();
      });
      await mining.mines(6);
      const { problems } = mining.session.snapshot();
      holds(problems.length === 0, `nothing is a problem: ${JSON.stringify(problems)}`);
      const ids = posts.all.map(({ id }) => id);
      holds(new Set(ids).size === ids.length, 'each block is posted once');
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'the node takes a block, and answers too late',
    kind: 'network',
    holds: 'the block is looked up on the chain, and counts once',
    async run({ front, mine }) {
      const mining = await mine(IMPATIENT);
      await mining.mines();
      let late = 0;
      front.behave(async ({ asked, ask, answer, pass }) => {
        if (asked !== 'solved' || late >= 3) return pass();
        late += 1;
        const said = await ask();
        await passes(2_500);
        if (said !== null) answer(said);
      });
      const retried = await mining.next(({ type }) => type === 'solution-retried');
      await mining.next((event) => {
        const { type } = event;
        return type === 'solution-accepted' && 'id' in retried && event.id === retried.id;
      });
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'connections stay open and nothing is answered',
    kind: 'network',
    holds: 'requests end by their own limit, and mining goes on where answers come again',
    async run({ front, mine }) {
      const mining = await mine(IMPATIENT);
      await mining.mines();
      front.behave(() => undefined);
      front.forget();
      await mining.until(({ phase }) => phase === 'waiting');
      await passes(A_WHILE_MS);
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'open connections die silently, new ones live',
    kind: 'network',
    holds: 'the miner leaves the dead connections by itself',
    async run({ front, mine }) {
      const mining = await mine(IMPATIENT);
      await mining.mines();
      front.forget();
      await mining.recovers();
    },
  },
  {
    name: 'answers break off in the middle',
    kind: 'network',
    holds: 'no part of an answer counts as one',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(async ({ asked, ask, pass, socket }) => {
        if (asked === 'updates') return pass();
        const said = await ask();
        const body = said?.body ?? Buffer.alloc(0);
        const head = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length + 50}\r\n\r\n`;
        socket.end(Buffer.concat([Buffer.from(head), body.subarray(0, body.length / 2)]));
      });
      await mining.until(({ phase }) => phase === 'waiting');
      await passes(A_WHILE_MS);
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'random bytes instead of HTTP',
    kind: 'network',
    holds: 'they end a request, and nothing else',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      const random = seededRandom(SEED);
      const noise = (): Buffer =>
        Buffer.from(Array.from({ length: 1 + 400 * random() }, () => Math.floor(256 * random())));
      front.greet((socket: Socket) => void socket.write(noise()));
      front.behave(({ socket }) => void socket.end(noise()));
      await mining.until(({ phase }) => phase === 'waiting');
      await passes(A_WHILE_MS);
      front.greet(null);
      front.behave(null);
      front.cut();
      await mining.recovers();
    },
  },
  {
    name: 'the name of the node is not found',
    kind: 'network',
    holds: 'mining waits for the resolver, and goes on when the name is found again',
    async run({ front, mine }) {
      const names = scriptNames('node.test', '127.0.0.1');
      const mining = await mine({ node: `node.test:${front.port}` });
      await mining.mines();
      for (const code of ['ENOTFOUND', 'EAI_AGAIN'] as const) {
        names.fail(code);
        front.cut();
        await mining.until(({ phase }) => phase === 'waiting');
        names.fail(null);
        await mining.recovers();
      }
    },
  },
  {
    name: 'TLS ends in its handshake, and is gone for a while',
    kind: 'network',
    trial: { usesTls: true },
    holds: 'no block is given up for it, and mining goes on with TLS',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      const greetings: ((socket: Socket) => void)[] = [
        // An alert: handshake failure.
        (socket) => void socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40])),
        (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\nno TLS here'),
        (socket) => void socket.once('data', () => socket.destroy()),
      ];
      for (const greeting of greetings) {
        front.greet(greeting);
        front.cut();
        await mining.until(({ phase }) => phase === 'waiting');
        front.greet(null);
        await mining.recovers();
      }
    },
  },
  {
    name: `faults in random order (seed ${SEED})`,
    kind: 'network',
    holds: 'whatever is mixed with what, each block is where it belongs in the end',
    async run({ front, mine }) {
      const mining = await mine(IMPATIENT);
      await mining.mines();
      const random = seededRandom(SEED);
      const mixed: ExchangeFault[] = [
        ({ pass }) => pass(),
        ({ reset }) => reset(),
        () => undefined,
        async ({ ask, reset }) => {
          await ask();
          reset();
        },
        async ({ pass }) => {
          await passes(1_500 * random());
          await pass();
        },
      ];
      front.behave((exchange) => {
        const fault = mixed[Math.floor(random() * mixed.length)];
        return fault?.(exchange);
      });
      await passes(12_000);
      front.behave(null);
      await mining.recovers();
    },
  },
];
