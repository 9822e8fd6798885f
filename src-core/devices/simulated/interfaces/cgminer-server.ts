/** The TCP interface of cgminer: one JSON command for each connection, an answer that ends with NUL, the end. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { Machine } from '../machine/machine.ts';
import { openMachinePort } from './machine-port.ts';
import type { MachinePort } from './machine-port.ts';
import type { TrafficCounter } from './traffic.ts';

interface CgminerCommand {
  readonly command: string;
  /** Whether the newer form of `stats` was asked for, as Antminers have it. */
  readonly isNewApi: boolean;
}

/** The fields of the answer beside STATUS and id; a text is sent as it is; null for an unknown command. */
export type CgminerReplies = (
  command: CgminerCommand,
) => Readonly<Record<string, unknown>> | string | null;

const MAX_COMMAND_CHARACTERS = 1_024;

/** Listens once the port is opened. */
export function openCgminerServer(
  machine: Machine,
  port: number,
  /** What the mining program calls itself: `intminer 5.4.2`. */
  description: string,
  traffic: TrafficCounter,
  replies: CgminerReplies,
): Promise<MachinePort> {
  const { faults } = machine;
  const server = createServer((socket) => {
    const { port: own } = server.address() as { port: number };
    traffic.connected(own);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MAX_COMMAND_CHARACTERS) return void socket.destroy();
      const asked = readCommand(text);
      if (asked === null) return;
      text = '';
      const ended = traffic.began(own, asked.command, false);
      socket.once('close', ended);
      socket.once('finish', ended);
      setTimeout(() => answer(socket, asked), faults.delayMs);
    });
  });

  function answer(socket: Socket, asked: CgminerCommand): void {
    const reply = replies(asked);
    const status = {
      STATUS: reply === null ? 'E' : 'S',
      When: Math.floor(Date.now() / 1000),
      Code: reply === null ? 14 : 9,
      Msg: reply === null ? 'Invalid command' : asked.command,
      Description: description,
    };
    const text =
      typeof reply === 'string' ? reply : JSON.stringify({ STATUS: [status], ...reply, id: 1 });
    socket.end(faults.notJson ? 'Socket connect failed: busy\n' : `${text}\0`);
  }

  return openMachinePort(server, machine.host, port);
}

/** Null while it has not come whole. */
function readCommand(text: string): CgminerCommand | null {
  const parsed = parsePeerJson(text.replaceAll('\0', ''));
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return null;
  const { command, new_api: isNewApi } = parsed.value as Record<string, unknown>;
  if (typeof command !== 'string') return null;
  return { command, isNewApi: isNewApi === true };
}
