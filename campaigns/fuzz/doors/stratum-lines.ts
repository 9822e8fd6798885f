/**
 * Lines of Stratum on real connections. How many wrong ones a peer may send is not limited here, so that all of
 * them are read; stratum-sessions.ts has the limits as they are.
 */
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import { hostileLineOf } from '../../../src-core/tests/hostile/stratum-lines.ts';
import { madeUpWork } from '../../../src-core/tests/made-up-work.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';
import { Peer } from '../peer.ts';
import { stratumTarget } from '../stratum-target.ts';
import { strictLog } from '../strict-log.ts';

const UNLIMITED = {
  maxBadLines: 1e9,
  maxBadLinesPerAddress: 1e9,
  maxChanges: 1e9,
  connectionsAtOnce: 1e9,
};
const SUBSCRIBE = '{"id":0,"method":"mining.subscribe","params":["test/1.0"]}\n';
const ping = (id: string): string => `{"id":"${id}","method":"mining.ping"}\n`;

export const stratumLines: Door<string> = {
  name: 'stratum-lines',
  inputs: 1_000_000,
  together: 256,
  // Jobs of earlier work, and machines that left: a minute (stale-jobs.ts, rig-rates.ts).
  remembersMs: 70_000,
  // A line that is too long ends its connection, and what follows is read no more: one in 3,000 or so.
  input: hostileLineOf(hostileJsonWith(4)),
  async open() {
    const log = strictLog();
    const server = await stratumTarget(log.logger, {
      mode: { kind: 'period', seconds: 10 },
      rateMs: 3_600_000,
      limits: UNLIMITED,
    });
    server.offer(madeUpWork({ level: 60 }), 0, () => undefined);
    const honest = new Peer(server.port);
    honest.socket.write(SUBSCRIBE);
    let turn = 0;
    return {
      async send(lines) {
        const peer = new Peer(server.port);
        turn += 1;
        peer.socket.write(`${turn % 2 === 0 ? SUBSCRIBE : ''}${lines.join('\n')}\n${ping('last')}`);
        await peer.until('"id":"last"');
        peer.socket.end();
        honest.socket.write(ping(`turn ${turn}`));
        const isServed = await honest.until(`"id":"turn ${turn}","result":"pong"`);
        mustHold(isServed, 'another machine is served');
        await peer.closed();
        await log.check();
      },
      async close() {
        honest.socket.end();
        await server.close();
      },
    };
  },
};
