/** A door that is the port of one of the HTTP servers of this program. */
import { rawRequest } from '../../src-core/tests/hostile/http-requests.ts';
import type { AskedFor, RawRequest } from '../../src-core/tests/hostile/http-requests.ts';
import type { Logger } from '../../src-core/logging/logger.ts';
import { mustHold } from './door.ts';
import type { Door } from './door.ts';
import { Peer } from './peer.ts';
import { strictLog } from './strict-log.ts';

interface HttpServerDoor {
  readonly name: string;
  readonly asked: AskedFor;
  /** Connections at a time: fewer than the server takes of one address. */
  readonly together: number;
  /** Whether pages of other sites are refused. */
  start(logger: Logger): Promise<{ readonly port: number; close(): Promise<void> }>;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const ANSWER = /^HTTP\/1\.1 [2-5]\d\d /;
/** What a request of a page of another site, or for another server, may get. */
const REFUSAL = /^HTTP\/1\.1 (400|403|421|431) /;

async function exchange(port: number, { bytes, isWhole, isForeign }: RawRequest): Promise<void> {
  const peer = new Peer(port);
  peer.socket.write(Buffer.from(bytes, 'latin1'));
  if (!isWhole) peer.socket.end();
  await peer.closed();
  const head = peer.head.replace(CONTINUE, '');
  if (isWhole) mustHold(ANSWER.test(head), 'a whole request is answered', head);
  if (isForeign) mustHold(REFUSAL.test(head), 'a page of another site is refused', head);
}

export function httpServerDoor({ name, asked, together, start }: HttpServerDoor): Door<RawRequest> {
  return {
    name,
    inputs: 100_000,
    together,
    input: rawRequest(asked),
    async open() {
      const log = strictLog();
      const { port, close } = await start(log.logger);
      return {
        async send(requests) {
          await Promise.all(requests.map((request) => exchange(port, request)));
          await log.check();
        },
        close,
      };
    },
  };
}
