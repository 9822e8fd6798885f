/** Every nonce1 that a server has, each given over a socket of its own; jobs/nonce-range.test.ts has all 65,536. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { startStratumTest } from '../../tests/stratum-test.ts';

const SUBSCRIBE = '{"id":1,"method":"mining.subscribe","params":["kdaminer/1.0.0",null]}\n';
/** Fewer than there are: each costs a connection. */
const COUNT = 4_096;
const AT_ONCE = 128;
/** What addresses without an accepted share can have. */
const FOR_STRANGERS = (COUNT / 8) * 7;

/** The first answer of a session that ends with it. */
async function subscribed(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  const lines = createInterface({ input: socket });
  socket.write(SUBSCRIBE);
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  // A reset leaves no port behind in TIME_WAIT: there are fewer ports than sessions here.
  socket.resetAndDestroy();
  return line;
}

it('gives sessions a nonce1 each, none twice, and keeps the last eighth for addresses that mine', async () => {
  const { port } = await startStratumTest({
    nonce1Count: COUNT,
    limits: { nonceQuarantineMs: 3_600_000, connectionsAtOnce: COUNT },
  });
  const given = new Set<string>();
  const open = async (): Promise<void> => {
    while (given.size < FOR_STRANGERS) {
      const nonce1 = /"result":\[null,"([0-9a-f]{4})",6\]/.exec(await subscribed(port))?.[1];
      // The last ones find none left.
      if (nonce1 === undefined) return;
      expect(given.has(nonce1)).toBe(false);
      given.add(nonce1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, open));
  expect(given.size).toBe(FOR_STRANGERS);
  expect(await subscribed(port)).toMatch(/"error":\[20,"[^"]*nonce/);
}, 60_000);
