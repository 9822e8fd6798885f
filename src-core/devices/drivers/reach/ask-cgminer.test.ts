import { onTestFinished, describe, expect, it } from 'vitest';
import { freePort } from '../../../tests/loopback-server.ts';
import { startScriptedDevice } from '../tests/scripted-device.ts';
import type { DeviceScript } from '../tests/scripted-device.ts';
import { askCgminer } from './ask-cgminer.ts';
import { MAX_ANSWER_BYTES } from './answer-limits.ts';

const never = new AbortController().signal;

async function ask(
  onCommand: DeviceScript['onCommand'] & {},
  { answerMs = 10_000, signal = never } = {},
) {
  const cgminerPort = await freePort();
  const device = await startScriptedDevice({ cgminerPort, onCommand }, '127.0.0.1');
  onTestFinished(() => device.close());
  return askCgminer(device.host, { port: cgminerPort, command: 'summary', answerMs }, signal);
}

describe('a command to cgminer\u2019s interface', () => {
  it('has its answer at NUL, though the connection stays open and more follows', async () => {
    const answer = await ask((_command, socket) => void socket.write('{"a":1}\0{"b":2}'));
    expect(answer).toEqual({ ok: true, value: '{"a":1}' });
  });

  it('has its answer at the end of the connection, in however many parts it came', async () => {
    const answer = await ask((_command, socket) => {
      socket.write('{"a":', () => socket.end('1}'));
    });
    expect(answer).toEqual({ ok: true, value: '{"a":1}' });
  });

  it('has its answer after a silence where neither comes', async () => {
    const answer = await ask((_command, socket) => void socket.write('{"a":1}\n'));
    expect(answer).toEqual({ ok: true, value: '{"a":1}' });
  });

  it('takes what came when time runs out, and is late where nothing came', async () => {
    const half = await ask((_command, socket) => void socket.write('{"a":'), { answerMs: 50 });
    expect(half).toEqual({ ok: true, value: '{"a":' });
    expect(await ask(() => undefined, { answerMs: 50 })).toEqual({
      ok: false,
      error: { kind: 'timeout', limitMs: 50 },
    });
  });

  it('does not read a flood', async () => {
    const answer = await ask((_command, socket) => {
      socket.write(`{"a":"${'x'.repeat(MAX_ANSWER_BYTES)}`);
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'nonsense' } });
    expect(JSON.stringify(answer).length).toBeLessThan(400);
  });

  it('fails where the connection breaks or is refused', async () => {
    expect(await ask((_command, socket) => void socket.resetAndDestroy())).toMatchObject({
      ok: false,
      error: { kind: 'unreachable' },
    });
    const request = { port: await freePort(), command: 'summary' };
    expect(await askCgminer('127.0.0.1', request, never)).toMatchObject({
      ok: false,
      error: { kind: 'unreachable' },
    });
  });

  it('ends at once when it is cancelled', async () => {
    const abort = new AbortController();
    const answer = await ask(() => abort.abort(), { signal: abort.signal });
    expect(answer).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });
});
