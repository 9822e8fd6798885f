/** Update streams of the node are silent, flood or break. */
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import { passes } from '../passing-time.ts';
import { startRival } from '../rival.ts';

const STREAM = { 'content-type': 'text/event-stream' };
/** Bytes of a flood that are written at once. */
const FLOOD = Buffer.from('event:New Cut\n\n'.repeat(4_000));
/** Requests for the cut that four hints a second cause, and those that come anyway. */
const CUTS_A_SECOND = 8;

export const STREAM_CASES: readonly FaultCase[] = [
  {
    name: 'streams are open and say nothing',
    kind: 'streams',
    holds: 'blocks of others are seen in the cut, and work for their place is left',
    async run({ front, node, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(({ asked, pass, response }) => {
        if (asked !== 'updates') return pass();
        response.writeHead(200, STREAM);
        response.flushHeaders();
      });
      front.cut();
      const rival = await startRival(node);
      await mining.next((event) => event.type === 'work-ended' && event.reason === 'preempted');
      await mining.mines(3);
      await rival.stop();
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'streams flood',
    kind: 'streams',
    holds: 'mining goes on, and the node is not flooded in return',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      let cuts = 0;
      front.behave(({ asked, pass, response }) => {
        if (asked === 'cut') cuts += 1;
        if (asked !== 'updates') return pass();
        response.writeHead(200, STREAM);
        const flood = (): void => {
          while (!response.destroyed && response.write(FLOOD));
        };
        response.on('drain', () => setImmediate(flood));
        flood();
      });
      front.cut();
      const startedMs = performance.now();
      await mining.mines(6);
      const seconds = (performance.now() - startedMs) / 1000;
      holds(cuts <= CUTS_A_SECOND * (seconds + 1), `the cut is asked for now and then: ${cuts}`);
      front.behave(null);
      front.cut();
      await mining.recovers();
    },
  },
  {
    name: 'a stream has a line without an end',
    kind: 'streams',
    holds: 'no line is kept that no node sends',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(({ asked, pass, response }) => {
        if (asked !== 'updates') return pass();
        response.writeHead(200, STREAM);
        const endless = Buffer.alloc(256 * 1024, 'x');
        const more = (): void => {
          while (!response.destroyed && response.write(endless));
        };
        response.on('drain', () => setImmediate(more));
        more();
      });
      front.cut();
      const before = process.memoryUsage().rss;
      await mining.mines(6);
      const grown = (process.memoryUsage().rss - before) / 2 ** 20;
      holds(grown < 300, `the stream is not kept: ${Math.round(grown)} MiB more`);
      front.behave(null);
      front.cut();
      await mining.recovers();
    },
  },
  {
    name: 'streams end as soon as they are open',
    kind: 'streams',
    holds: 'they are reopened at a bearable pace, and mining goes on',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      let opened = 0;
      front.behave(({ asked, pass, response }) => {
        if (asked !== 'updates') return pass();
        opened += 1;
        response.writeHead(200, STREAM);
        response.end();
      });
      front.cut();
      const startedMs = performance.now();
      await mining.mines(4);
      await passes(2_000);
      const seconds = (performance.now() - startedMs) / 1000;
      // Three chains, each with a pause of at least an eighth of a second.
      holds(opened <= 3 * 8 * (seconds + 1), `streams are reopened with pauses: ${opened}`);
      front.behave(null);
      await mining.recovers();
    },
  },
  {
    name: 'no stream is served (503)',
    kind: 'streams',
    holds: 'mining goes on by the cut',
    async run({ front, mine }) {
      const mining = await mine();
      await mining.mines();
      front.behave(({ asked, pass, answer }) => {
        if (asked !== 'updates') return pass();
        const body = Buffer.from('No more update streams available currently. Retry later.');
        answer({ status: 503, headers: { 'x-chainweb-node-version': '3.2' }, body });
      });
      front.cut();
      await mining.mines(6);
      front.behave(null);
      await mining.recovers();
    },
  },
];
