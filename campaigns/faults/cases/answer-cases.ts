/** The node, or what stands before it, answers what it should not. */
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import type { Exchange } from '../fault-front.ts';
import type { NodeAnswer } from '../node-relay.ts';
import { passes } from '../passing-time.ts';
import type { Mining, Trial } from '../trial.ts';

/** How long a fault lasts, ms: a few of the miner's first pauses. */
const A_WHILE_MS = 2_000;

/** The page of a proxy or a login portal. */
function page(status: number, title: string): NodeAnswer {
  const body = `<!doctype html><html><head><title>${title}</title></head><body>Sorry</body></html>`;
  const headers = { 'content-type': 'text/html', server: 'nginx/1.24.0' };
  return { status, headers, body: Buffer.from(body) };
}

/** Answers everything but streams with `answer` for a while, with a block found meanwhile. */
async function whileAnswered(
  { front, mine }: Trial,
  answer: (asked: Exchange['asked']) => NodeAnswer | null,
): Promise<Mining> {
  const mining = await mine();
  await mining.mines();
  // The block that is searched now is found first, and only then there is no work.
  front.behave((exchange) => {
    if (exchange.asked === 'work') return exchange.pass();
    const given = exchange.asked === 'updates' ? null : answer(exchange.asked);
    return given === null ? exchange.pass() : exchange.answer(given);
  });
  await mining.next(({ type }) => type === 'solution-retried');
  front.behave((exchange) => {
    const given = answer(exchange.asked);
    return given === null ? exchange.pass() : exchange.answer(given);
  });
  await passes(A_WHILE_MS);
  const { blockCounts } = mining.session.snapshot();
  holds(blockCounts.pending > 0, 'the block waits for the node');
  front.behave(null);
  await mining.recovers();
  return mining;
}

const PAGES: readonly [number, string][] = [
  [200, 'Please log in'],
  [403, 'Access denied'],
  [404, 'Not found'],
  [429, 'Slow down'],
  [500, 'Internal error'],
  [502, 'Bad gateway'],
  [503, 'Maintenance'],
  [504, 'Gateway time-out'],
];

export const ANSWER_CASES: readonly FaultCase[] = [
  ...PAGES.map(([status, title]): FaultCase => ({
    name: `a proxy's page with status ${status}`,
    kind: 'answers',
    holds: 'a page is never taken for the answer of the node: the block is sent again',
    run: async (trial) => void (await whileAnswered(trial, () => page(status, title))),
  })),
  {
    name: 'a redirect to another host',
    kind: 'answers',
    holds: 'it is not followed, and the block is sent again',
    async run(trial) {
      const headers = { location: 'https://login.test/?back=node', 'content-length': 0 };
      await whileAnswered(trial, () => ({ status: 302, headers, body: Buffer.alloc(0) }));
    },
  },
  {
    name: 'the node has too much to do (503 in its own words)',
    kind: 'answers',
    holds: 'the block is sent again until the node takes it',
    async run(trial) {
      const headers = { 'x-chainweb-node-version': '3.2' };
      const body = Buffer.from('Too many work requests');
      await whileAnswered(trial, () => ({ status: 503, headers, body }));
    },
  },
  {
    name: 'work of a wrong length',
    kind: 'answers',
    holds: 'it is not hashed, and mining goes on with right work',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      let turn = 0;
      front.behave(async ({ asked, ask, answer, pass }) => {
        if (asked !== 'work') return pass();
        const said = await ask();
        if (said === null) return;
        const changes = [said.body.subarray(1), Buffer.concat([said.body, Buffer.alloc(1)])];
        answer({ ...said, headers: {}, body: changes[turn++ % 2] ?? said.body });
      });
      const { problems } = await mining.until(({ phase }) => phase === 'waiting');
      holds(
        problems.some((each) => each.kind === 'node' && each.error.kind === 'wrong-length'),
        'the wrong length is a problem',
      );
      await passes(A_WHILE_MS);
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'nonsense in the JSON of cut, headers and info',
    kind: 'answers',
    holds: 'mining goes on by the streams, and no block is confirmed on its word',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      const texts = ['{"hashes":{"0":{"height":1e400}}}', '[[[[', '{"items":["AAAA"]}', 'null', ''];
      let turn = 0;
      front.behave(({ asked, answer, pass }) => {
        if (asked === 'work' || asked === 'solved' || asked === 'updates') return pass();
        const body = Buffer.from(texts[turn++ % texts.length] ?? '');
        answer({ status: 200, headers: { 'content-type': 'application/json' }, body });
      });
      const confirmed = mining.session.snapshot().blockCounts.confirmed;
      await mining.mines(5);
      await passes(A_WHILE_MS);
      holds(
        mining.session.snapshot().blockCounts.confirmed <= confirmed + 3,
        'nothing is confirmed by nonsense',
      );
      front.behave(null);
      await mining.recovers();
    },
  },
];
