/** One request to a machine's web server. */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { HttpConnections } from '../../../http/connections.ts';
import type { HttpFailure } from '../../../http/http-failure.ts';
import { sendAlone } from '../../../http/send-alone.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer } from '../../machine-text.ts';
import { ANSWER_MS, CONNECT_MS, MAX_ANSWER_BYTES } from './answer-limits.ts';
import type { MachineAnswer, MachineRequest } from './machine-line.ts';

/** Sends a request straight to the machine, whatever proxy the environment names. */
export async function askWeb(
  connections: HttpConnections,
  host: string,
  request: MachineRequest,
  signal: AbortSignal,
): Promise<Result<MachineAnswer, DeviceError>> {
  const { method, port, path, headers, json } = request;
  const { connectMs = CONNECT_MS, answerMs = ANSWER_MS, mayHangUp = false } = request;
  const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
  const answer = await sendAlone(
    connections,
    {
      method,
      url: new URL(`http://${host}:${port}${path}`),
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body }),
      signal,
    },
    { connectMs, answerMs, maxBytes: MAX_ANSWER_BYTES },
  );
  if (answer.ok) {
    const { status, headers: answered, body: bytes } = answer.value;
    // Some firmware ends its JSON with NUL, as cgminer does.
    return ok({ status, headers: answered, body: bytes.toString('utf8').replace(/\0+$/, '') });
  }
  if (signal.aborted) return err({ kind: 'cancelled' });
  if (mayHangUp && isHangUp(answer.error)) return ok({ status: 0, headers: {}, body: '' });
  return err(errorOf(answer.error));
}

/** It took the connection, and then did not answer to the end. */
function isHangUp({ kind, code }: HttpFailure): boolean {
  if (kind === 'timeout') return true;
  return kind === 'unreachable' && (code === undefined || code === 'ECONNRESET');
}

function errorOf({ kind, detail, code, limitMs }: HttpFailure): DeviceError {
  switch (kind) {
    case 'timeout':
      return { kind: 'timeout', limitMs: limitMs ?? ANSWER_MS };
    case 'unreachable':
    case 'connect-timeout':
    case 'proxy-failed':
      return {
        kind: 'unreachable',
        detail: quotedAnswer(detail),
        ...(code !== undefined && { code }),
      };
    default:
      return { kind: 'nonsense', answer: quotedAnswer(detail) };
  }
}
