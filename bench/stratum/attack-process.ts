/** Peers that mean harm, in a process of their own: as many lines as they can send, without end. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { serveParent } from './bench-process.ts';

export type AttackKind = keyof typeof LINES;

export interface AttackOrder {
  readonly port: number;
  readonly kind: AttackKind;
  readonly connections: number;
  /** Each connection has an address of its own in 127.0.0.0/8; all have one otherwise. */
  readonly isSpread: boolean;
}

export interface AttackReport {
  readonly bytesSent: number;
  readonly connectionsOpened: number;
}

const ping = (id: string): Buffer => Buffer.from(`{"id":"${id}","method":"mining.ping"}\n`);

/** Lines with an id that is not ASCII: by length in bytes, longest first. */
const LINES = {
  /** Longer than any line that is read to its end. */
  '64 KiB': ping('€'.repeat(21_840)),
  /** The longest line that is read. */
  '8 KiB': ping('€'.repeat(2_715)),
  /** Under the length that costs its sender. */
  '4 KiB': ping('€'.repeat(1_350)),
  /** The longest id that is answered: a valid request. */
  '64 characters': ping('€'.repeat(64)),
} as const;

/** Bytes of one write. */
const WRITE_BYTES = 131_072;
/** Time until one that was let go connects again. */
const RECONNECT_MS = 1;

const sockets = new Set<Socket>();
let isOn = false;
let opened = 0;
let bytesBefore = 0;

function open(order: AttackOrder, number: number): void {
  if (!isOn) return;
  const { port, kind, isSpread } = order;
  const localAddress = `127.0.0.${isSpread ? 10 + number : 10}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
  const line = LINES[kind];
  const lines = Buffer.concat(Array<Buffer>(Math.ceil(WRITE_BYTES / line.length)).fill(line));
  const pour = (): void => {
    while (!socket.destroyed && socket.write(lines));
  };
  sockets.add(socket);
  opened += 1;
  socket.on('connect', pour);
  socket.on('drain', pour);
  socket.on('error', () => undefined);
  // One that did not read its answers would not be read from either.
  socket.resume();
  socket.on('close', () => {
    sockets.delete(socket);
    bytesBefore += socket.bytesWritten;
    setTimeout(() => open(order, number), RECONNECT_MS);
  });
}

serveParent({
  start(order: AttackOrder): void {
    isOn = true;
    opened = bytesBefore = 0;
    for (let number = 0; number < order.connections; number++) open(order, number);
  },

  stop(): AttackReport {
    isOn = false;
    const bytesNow = [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
    for (const socket of sockets) socket.destroy();
    return { bytesSent: bytesBefore + bytesNow, connectionsOpened: opened };
  },
});
