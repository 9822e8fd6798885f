/** What answers at a port of this computer. */
import { connect } from 'node:net';
import { parsePeerJson } from '../peers/peer-json.ts';

const TIMEOUT_MS = 2_000;
const LONGEST_ANSWER = 4_096;
/** A request that no server has: it is answered with an error, and begins no session. */
const REQUEST = `${JSON.stringify({ id: 1, method: 'heddle.diagnosis', params: [] })}\n`;

/** Whether something takes connections at an address. */
export function takesConnections(host: string, port: number): Promise<boolean> {
  return talk(host, port, (socket, end) => socket.once('connect', () => end(true)));
}

/** Whether a server answers there that speaks JSON-RPC in lines, as Stratum does. */
export function speaksStratum(host: string, port: number): Promise<boolean> {
  let text = '';
  return talk(host, port, (socket, end) => {
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write(REQUEST));
    socket.on('data', (part: string) => {
      text += part;
      const line = /^(.*)\n/.exec(text)?.[1];
      if (line !== undefined || text.length > LONGEST_ANSWER) end(isRpcAnswer(line ?? ''));
    });
  });
}

function isRpcAnswer(line: string): boolean {
  const parsed = parsePeerJson(line);
  const answer = parsed.ok ? parsed.value : null;
  if (typeof answer !== 'object' || answer === null) return false;
  return 'id' in answer && ('error' in answer || 'result' in answer);
}

function talk(
  host: string,
  port: number,
  begin: (socket: ReturnType<typeof connect>, end: (answer: boolean) => void) => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => end(false), TIMEOUT_MS);
    const end = (answer: boolean): void => {
      clearTimeout(timer);
      resolve(answer);
      socket.destroy();
    };
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    begin(socket, end);
  });
}
