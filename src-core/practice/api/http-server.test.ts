import { describe, expect, it } from 'vitest';
import { ask } from '../tests/mini-client.ts';
import { startNode } from '../tests/started-node.ts';

describe('every reply', () => {
  it('carries the headers of the service API', async () => {
    const { url } = await startNode({ nowMicros: () => 1_700_000_000_999_999 });
    const { headers } = await ask(`${url}/info`);
    expect(headers['x-server-timestamp']).toBe('1700000000');
    expect(headers['x-chainweb-node-version']).toBe('2.32.0');
    expect(headers['server']).toBe('Chainweb Service API');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const foreign = await ask(`${url}/info`, { headers: { origin: 'http://localhost:3000' } });
    expect(foreign.headers['access-control-allow-origin']).toBe('*');
  });

  it('allows pages of this computer the same as the node', async () => {
    const { url } = await startNode();
    const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' };
    const answer = await ask(`${url}/info`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
    const statusOf = async (method: string, some: Record<string, string>): Promise<number> =>
      (await ask(`${url}/health-check`, { method, headers: some })).status;
    const [origin, asked] = Object.entries(headers).map((entry) => Object.fromEntries([entry]));
    expect(await statusOf('OPTIONS', {})).toBe(405);
    expect(await statusOf('OPTIONS', origin!)).toBe(405);
    expect(await statusOf('OPTIONS', asked!)).toBe(405);
    expect(await statusOf('POST', headers)).toBe(405);
  });

  it('is 413 for a body over 2 MiB, with or without a length', async () => {
    const { ask: askApi } = await startNode();
    const body = new Uint8Array(2 * 1024 * 1024 + 1);
    const known = await askApi('mining/solved', { method: 'POST', body });
    expect(known.status).toBe(413);
    expect(known.text).toContain('2097153 bytes');
    const chunked = { 'transfer-encoding': 'chunked' };
    const unknown = await askApi('mining/solved', { method: 'POST', headers: chunked, body });
    expect(unknown.status).toBe(413);
    expect(unknown.text).toContain('total size is unknown');
    const largest = await askApi('mining/solved', { method: 'POST', body: body.subarray(1) });
    expect(largest.status).toBe(400);
  });
});
