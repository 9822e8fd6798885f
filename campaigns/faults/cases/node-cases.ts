/** The node restarts, changes its mind, or is not the only one. */
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import { passes } from '../passing-time.ts';
import { startRival } from '../rival.ts';
import { IMPATIENT } from '../trial.ts';

export const NODE_CASES: readonly FaultCase[] = [
  {
    name: 'the node restarts as a solved block arrives',
    kind: 'node',
    holds: 'the block is sent until the new process answers; what it has forgotten is said',
    async run({ front, node, posts, mine }) {
      const mining = await mine();
      await mining.mines();
      for (let round = 0; round < 3; round += 1) {
        const before = posts.all.length;
        let isDown = false;
        front.behave(async ({ asked, pass, reset }) => {
          if (asked === 'solved' && !isDown) {
            isDown = true;
            await node.kill();
          }
          if (isDown) reset();
          else await pass();
        });
        await mining.until(({ phase }) => phase === 'waiting');
        await node.start();
        front.behave(null);
        await posts.until((all) => all.slice(before).some(({ isAnswered }) => isAnswered));
        await mining.recovers();
      }
    },
  },
  {
    name: 'the node takes a solved block, and restarts before it answers',
    kind: 'node',
    holds: 'the new process knows no payload of it, but the chain has it: the block counts, once',
    async run({ front, node, mine }) {
      const mining = await mine();
      await mining.mines();
      for (let round = 0; round < 3; round += 1) {
        let isDown = false;
        front.behave(async ({ asked, ask, pass, reset }) => {
          if (asked === 'solved' && !isDown) {
            isDown = true;
            await ask();
            await node.kill();
          }
          if (isDown) reset();
          else await pass();
        });
        const uncertain = mining.next(({ type }) => type === 'solution-uncertain');
        await mining.until(({ phase }) => phase === 'waiting');
        await node.start();
        front.behave(null);
        const doubted = await uncertain;
        await mining.until(({ blocks }) =>
          blocks.some(
            ({ id, state }) =>
              'id' in doubted && id === doubted.id && ['accepted', 'confirmed'].includes(state),
          ),
        );
        await mining.recovers();
      }
    },
  },
  {
    name: 'the node no longer mines for the key (403)',
    kind: 'node',
    holds: 'it is said as that, and mining goes on when the node has the key again',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(({ asked, pass, answer }) => {
        if (asked !== 'work') return pass();
        const headers = { 'x-chainweb-node-version': '3.2' };
        answer({ status: 403, headers, body: Buffer.from('Unauthorized Miner: k:ab') });
      });
      const { problems } = await mining.until(({ phase }) => phase === 'waiting');
      holds(
        problems.some((each) => each.kind === 'node' && each.error.kind === 'key-refused'),
        'the refused key is a problem',
      );
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'the node holds all requests for work for a while',
    kind: 'node',
    holds: 'the miner asks again, and mines as soon as there is work',
    async run({ front, mine }) {
      const mining = await mine(IMPATIENT);
      await mining.mines();
      front.behave(({ asked, pass }) => (asked === 'work' ? undefined : pass()));
      await mining.until(({ phase }) => phase === 'waiting');
      await passes(1_500);
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'a reorganisation takes an accepted block away',
    kind: 'node',
    holds: 'the block is orphaned, and is never confirmed',
    async run({ front, node, judgeBy, frontOf, mine }) {
      const mining = await mine();
      await mining.mines(6);
      await mining.session.stop();
      const other = await node.fork();
      await frontOf(other);
      const rival = await startRival(other);
      await rival.mines(18);
      await rival.stop();
      // The next block is taken on the shorter branch; then the node's peers convince it of the longer one.
      front.behave(async ({ asked, pass }) => {
        await pass();
        if (asked !== 'solved') return;
        front.passTo(other.url);
        front.behave(null);
        front.cut();
      });
      const orphaned = mining.next(({ type }) => type === 'block-orphaned');
      await mining.session.start();
      const accepted = await mining.next(({ type }) => type === 'solution-accepted');
      const gone = await orphaned;
      holds(
        'id' in accepted && 'id' in gone && accepted.id === gone.id,
        'it is the block of the shorter branch that is orphaned',
      );
      judgeBy(other);
      await mining.recovers();
    },
  },
  {
    name: 'two nodes disagree, and the first dies with a block on its way',
    kind: 'node',
    holds: 'each block goes to the node that issued its work, and to no other',
    async run({ front, node, posts, frontOf, judgeBy, mine }) {
      const other = await node.fork();
      const rival = await startRival(other);
      await rival.mines(6);
      await rival.stop();
      const second = await frontOf(other);
      const mining = await mine({ fallbackNodes: [second.address] });
      await mining.mines();
      front.behave(({ asked, pass, reset }) => (asked === 'solved' ? reset() : pass()));
      const waiting = await mining.next(({ type }) => type === 'solution-retried');
      await front.close();
      await mining.mines(4);
      front.behave(null);
      await front.open();
      await mining.next(
        (event) => event.type === 'solution-accepted' && 'id' in waiting && event.id === waiting.id,
      );
      await mining.recovers();
      const nodes = new Map<string, string>();
      for (const { id, node: url } of posts.all) {
        if (id === null) continue;
        holds((nodes.get(id) ?? url) === url, 'a block goes to one node alone');
        nodes.set(id, url);
      }
      judgeBy(node, other);
    },
  },
  {
    name: 'the fallback is of another network',
    kind: 'node',
    holds: 'it is refused by name, and no block is posted to it',
    async run({ front, posts, startNode, frontOf, mine }) {
      const foreign = await startNode({ graph: 'pair' });
      const second = await frontOf(foreign);
      const mining = await mine({ fallbackNodes: [second.address] });
      await mining.mines();
      await front.close();
      await mining.until(({ problems }) =>
        problems.some((each) => each.kind === 'node' && each.error.kind === 'other-network'),
      );
      await front.open();
      await mining.recovers();
      holds(
        posts.all.every(({ node: url }) => url !== foreign.url),
        'nothing is posted to the other network',
      );
    },
  },
];
