/**
 * One command to cgminer's interface: JSON over a TCP connection of its own. Answers end with NUL, with
 * the connection, or with neither; then they end when nothing more comes after a closing bracket.
 */
import { connect } from 'node:net';
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { reasonOf } from '../../../system/thrown-reason.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer } from '../../machine-text.ts';
import { ANSWER_MS, CONNECT_MS, MAX_ANSWER_BYTES } from './answer-limits.ts';
import type { CgminerRequest } from './machine-line.ts';

/** An answer that looks whole and has no end is taken after this silence, ms. */
const SILENCE_MS = 300;
const NUL = 0;

/** Sends a command: the text of the answer, without its NUL. */
export function askCgminer(
  host: string,
  { port, command, connectMs = CONNECT_MS, answerMs = ANSWER_MS }: CgminerRequest,
  signal: AbortSignal,
): Promise<Result<string, DeviceError>> {
  if (signal.aborted) return Promise.resolve(err({ kind: 'cancelled' }));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const socket = connect({ host, port });
    const cancel = (): void => settle(err({ kind: 'cancelled' }));
    const late = (): void => {
      if (socket.connecting) {
        settle(
          err({ kind: 'unreachable', detail: `no connection to port ${port} in ${connectMs} ms` }),
        );
      } else if (length > 0) settle(ok(textOf(chunks)));
      else settle(err({ kind: 'timeout', limitMs: answerMs }));
    };
    let timer = setTimeout(late, connectMs);
    let silence: NodeJS.Timeout | undefined;

    function settle(result: Result<string, DeviceError>): void {
      clearTimeout(timer);
      clearTimeout(silence);
      signal.removeEventListener('abort', cancel);
      socket.destroy();
      resolve(result);
    }

    signal.addEventListener('abort', cancel, { once: true });
    socket.once('connect', () => {
      clearTimeout(timer);
      timer = setTimeout(late, answerMs);
      socket.write(JSON.stringify({ command }));
    });
    socket.on('data', (chunk: Buffer) => {
      const end = chunk.indexOf(NUL);
      const part = end < 0 ? chunk : chunk.subarray(0, end);
      chunks.push(part);
      length += part.length;
      if (length > MAX_ANSWER_BYTES) {
        settle(err({ kind: 'nonsense', answer: quotedAnswer(textOf(chunks.slice(0, 1))) }));
      } else if (end >= 0) settle(ok(textOf(chunks)));
      else {
        clearTimeout(silence);
        if (looksWhole(part)) silence = setTimeout(() => settle(ok(textOf(chunks))), SILENCE_MS);
      }
    });
    socket.once('end', () => {
      if (length > 0) settle(ok(textOf(chunks)));
      else settle(err({ kind: 'nonsense', answer: '' }));
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const { code } = error;
      const detail = quotedAnswer(reasonOf(error));
      settle(err({ kind: 'unreachable', detail, ...(code !== undefined && { code }) }));
    });
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8').trim();
}

/** Ends with a closing bracket, maybe with blanks after it. */
function looksWhole(part: Buffer): boolean {
  return /[}\]]\s*$/.test(part.toString('latin1', Math.max(0, part.length - 8)));
}
