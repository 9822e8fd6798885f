/**
 * Peers that hold a connection and send hardly anything, or endlessly much, or read nothing: the server lets them
 * go, by its limits of time and size, while another machine is served.
 */
import fc from 'fast-check';
import { madeUpWork } from '../../../src-core/tests/made-up-work.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';
import { Peer } from '../peer.ts';
import { stratumTarget } from '../stratum-target.ts';
import { strictLog } from '../strict-log.ts';

/** Instead of 30 s, so that thousands of peers can be waited for. */
const HANDSHAKE_MS = 250;
const PIECE_BYTES = 65_536;
/** What a peer sends at most, bytes: far above each limit of the server. */
const MOST_BYTES = 64 * 2 ** 20;

type Way = 'silent' | 'drip' | 'line-without-end' | 'object-without-end' | 'flood-of-garbage';

const PIECES: Readonly<Record<Way, Buffer>> = {
  silent: Buffer.alloc(0),
  drip: Buffer.from('{'),
  'line-without-end': Buffer.alloc(PIECE_BYTES, 'x'),
  'object-without-end': Buffer.alloc(PIECE_BYTES, '{"a":[\n'),
  'flood-of-garbage': Buffer.alloc(PIECE_BYTES, 'garbage\n'),
};
const DRIP_MS = 20;

/** Holds a connection that way until it is closed. */
async function hold(port: number, way: Way): Promise<void> {
  const peer = new Peer(port);
  const piece = PIECES[way];
  let sent = 0;
  const more = (): void => {
    if (peer.isClosed || sent > MOST_BYTES) return;
    sent += piece.length;
    if (way === 'drip') setTimeout(more, DRIP_MS);
    peer.socket.write(piece, (error) => {
      if (way !== 'drip' && !error) more();
    });
  };
  if (way !== 'silent') more();
  await peer.closed();
  mustHold(sent <= MOST_BYTES, 'a peer is let go before it has sent megabytes', way);
}

export const slowPeers: Door<Way> = {
  name: 'slow-peers',
  inputs: 2_000,
  together: 256,
  input: fc.constantFrom(...(Object.keys(PIECES) as Way[])),
  async open() {
    const log = strictLog();
    const server = await stratumTarget(log.logger, {
      rateMs: 3_600_000,
      limits: { handshakeTimeoutMs: HANDSHAKE_MS },
    });
    server.offer(madeUpWork({ level: 60 }), 0, () => undefined);
    let turn = 0;
    async function serveAnother(): Promise<void> {
      const honest = new Peer(server.port);
      honest.socket.write('{"id":0,"method":"mining.subscribe","params":["test/1.0"]}\n');
      honest.socket.write(`{"id":"turn ${turn}","method":"mining.ping"}\n`);
      mustHold(await honest.until(`"id":"turn ${turn}"`), 'another machine is served');
      honest.socket.end();
      await honest.closed();
    }
    return {
      async send(ways) {
        turn += 1;
        await Promise.all([serveAnother(), ...ways.map((way) => hold(server.port, way))]);
        await log.check();
      },
      close: () => server.close(),
    };
  },
};
