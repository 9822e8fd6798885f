/** Bytes that come on connections to machines: at cgminer's interface and at the web server. */
import { createServer } from 'node:net';
import fc from 'fast-check';
import { CONNECT_MS } from '../../../src-core/devices/drivers/reach/answer-limits.ts';
import { askCgminer } from '../../../src-core/devices/drivers/reach/ask-cgminer.ts';
import { askWeb } from '../../../src-core/devices/drivers/reach/ask-web.ts';
import { openConnections } from '../../../src-core/http/connections.ts';
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import {
  complaintAbout,
  hostileMachineText,
} from '../../../src-core/tests/hostile/machine-answers.ts';
import { hostileAnswer } from '../../../src-core/tests/hostile/node-answers.ts';
import { listenOnLoopback } from '../../../src-core/tests/loopback-server.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

interface Answer {
  readonly at: 'cgminer' | 'web';
  /** As Latin-1, a character for each byte. */
  readonly bytes: string;
  readonly ending: 'end' | 'reset';
}

const HOST = '127.0.0.1';
const text = hostileMachineText(hostileJsonWith(20)).map((json) => Buffer.from(json));
const bytes = fc.oneof(
  hostileAnswer,
  text,
  text.map((json) => Buffer.concat([json, Buffer.from('\0rest')])),
  text.map((json) => Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), json])),
);

export const machineConnections: Door<Answer> = {
  name: 'machine-connections',
  inputs: 100_000,
  together: 32,
  input: fc.record({
    at: fc.constantFrom('cgminer', 'web'),
    bytes: bytes.map((buffer) => buffer.toString('latin1')),
    ending: fc.constantFrom('end', 'end', 'reset'),
  }),
  async open() {
    const waiting: Answer[] = [];
    const listener = await listenOnLoopback(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => {
          const answer = waiting.shift();
          const sent = Buffer.from(answer?.bytes ?? '', 'latin1');
          if (answer?.ending === 'reset') socket.write(sent, () => socket.resetAndDestroy());
          else socket.end(sent);
        });
      }),
    );
    const connections = openConnections({ insecure: true, connectMs: CONNECT_MS });
    const { signal } = new AbortController();
    const { port } = listener;
    return {
      async send(answers) {
        waiting.splice(0, waiting.length, ...answers);
        const asked = answers.map(async ({ at }) => {
          const answer =
            at === 'cgminer'
              ? await askCgminer(HOST, { port, command: 'summary' }, signal)
              : await askWeb(connections, HOST, { method: 'GET', port, path: '/' }, signal);
          const complaint = answer.ok ? null : complaintAbout(answer.error);
          mustHold(complaint === null, 'a failure is described in short and clean', complaint);
        });
        await Promise.all(asked);
      },
      async close() {
        connections.close();
        await listener.close();
      },
    };
  },
};
