/** `--health` as a service or a container runs it. */
import { describe, expect } from 'vitest';
import { freePort, serveHttp } from '../loopback-server.ts';
import { it, MINE, stopped } from './headless-test.ts';

describe('--health', () => {
  it('ends with 0 beside a miner that mines, and with 8 and a sentence once it has stopped', async ({
    program: { heddle, start },
  }) => {
    const port = ['--metrics-port', String(await freePort())];
    const miner = heddle(...MINE, '-c', '1', ...port);
    await miner.line('got new work');
    const well = start(['--health', ...port]);
    expect(await well.ended).toBe(0);
    expect(well.lines).toEqual([expect.stringMatching(/^Mining at .*H\/s\.$/)]);
    expect(well.errors()).toBe('');

    await stopped(miner);
    const ill = start(['--health', ...port]);
    expect(await ill.ended).toBe(8);
    expect(ill.errors()).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:\d+\/healthz: /);
  }, 60_000);

  it('says why a miner does not mine', async ({ program: { heddle, start } }) => {
    const [node, port] = [await freePort(), String(await freePort())];
    const key = 'ab'.repeat(32);
    const where = ['--node', `127.0.0.1:${node}`, '--public-key', key, '--worker', 'cpu'];
    const miner = heddle(...where, '-c', '1', '--metrics-port', port, '--metrics-interface', '*');
    await miner.line('served at');
    const ill = start(['--health', '--metrics-port', port, '--metrics-interface', '*']);
    expect(await ill.ended).toBe(8);
    expect(ill.errors()).toMatch(/^Mining (starts|waits): .*\.\n$/);
    await stopped(miner);
  }, 60_000);

  it('is not deceived by another server, and needs a port', async ({ program: { start } }) => {
    const other = await serveHttp((_, response) => void response.end('OK\n'));
    const asked = start(['--health', '--metrics-port', new URL(`http://${other.address}`).port]);
    expect(await asked.ended).toBe(8);
    expect(asked.errors()).toContain('is not Heddle.');
    await other.close();
    const sly = await serveHttp((_, response) => void response.end('Mining \x1b[2J\u202e.\n'));
    const shown = start(['--health', '--metrics-port', new URL(`http://${sly.address}`).port]);
    expect(await shown.ended).toBe(0);
    expect(shown.lines).toEqual(['Mining \\u001b[2J\\u202e.']);
    await sly.close();

    const nowhere = start(['--health']);
    expect(await nowhere.ended).toBe(1);
    expect(nowhere.errors()).toContain('Name that with --metrics-port.');
  });
});
