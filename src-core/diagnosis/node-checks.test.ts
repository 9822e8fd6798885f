import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { closeAfterTest, scriptedNode } from '../node/tests/node-test.ts';
import { reply, serveHttp } from '../tests/loopback-server.ts';
import { nodeChecks } from './node-checks.ts';
import { publicKey } from './tests/diagnosed-computer.ts';

/** The time of the first block of a scripted node. */
const FIRST_MS = 1_700_000_000_000;

async function checked(
  node: { readonly address: string },
  isFallback: boolean,
  { key = publicKey, ageMs = 0, account = DEFAULT_CONFIG.account } = {},
) {
  const config = { ...DEFAULT_CONFIG, publicKey: key, account, useTls: false };
  const nowMs = (): number => FIRST_MS + ageMs;
  const given = { node: node.address, isFallback, config, nowMs, watchMs: 8 };
  const [reachable, sync, paid] = await nodeChecks(given);
  return { reachable, sync, account: paid, about: { node: node.address, isFallback } };
}

describe.each([
  [false, 'fail'],
  [true, 'warn'],
] as const)('a node that is a fallback: %s', (isFallback, failing) => {
  it('is well', async () => {
    const node = await scriptedNode();
    const { reachable, sync, account, about } = await checked(node, isFallback);
    expect(reachable).toEqual({
      ...{ kind: 'node', verdict: 'ok', ...about, error: null, network: 'scripted' },
      nodeVersion: null,
    });
    expect(sync).toEqual({
      ...{ kind: 'sync', verdict: 'ok', ...about, state: 'current', height: 0 },
      ...{ newestAgeMs: 0, error: null },
    });
    expect(account).toEqual({
      ...{ kind: 'account', verdict: 'ok', ...about, account: `k:${publicKey}`, keyFault: null },
      error: null,
    });
  });

  it('is not reached', async () => {
    const node = await scriptedNode();
    node.status = 503;
    const { reachable, sync, account, about } = await checked(node, isFallback);
    expect(reachable).toMatchObject({
      ...{ kind: 'node', verdict: failing, ...about, network: null, nodeVersion: null },
      error: { status: 503 },
    });
    const later = { verdict: 'skipped', reason: 'earlier-check', detail: null, ...about };
    expect([sync, account]).toEqual([
      { kind: 'sync', ...later },
      { kind: 'account', ...later },
    ]);
  });

  it('has an old block, and no new one comes', async () => {
    const node = await scriptedNode();
    const { sync, about } = await checked(node, isFallback, { ageMs: 300_001 });
    expect(sync).toEqual({
      ...{ kind: 'sync', verdict: failing, ...about, state: 'standing-still', height: 0 },
      ...{ newestAgeMs: 300_001, error: null },
    });
    expect((await checked(node, isFallback, { ageMs: 300_000 })).sync.verdict).toBe('ok');
  });

  it('does not say where its chains are', async () => {
    const graph = [[0, [[0, []]]]];
    const info = { nodeVersion: 'scripted', nodeChains: ['0'], nodeGraphHistory: graph };
    const node = closeAfterTest(
      await serveHttp((request, response) => {
        if (request.url === '/info') reply(response, 200, JSON.stringify(info));
        else reply(response, 503, 'busy');
      }),
    );
    const { sync, account, about } = await checked(node, isFallback);
    expect(sync).toEqual({
      ...{ kind: 'sync', verdict: failing, ...about, state: null, height: null },
      ...{ newestAgeMs: null, error: expect.objectContaining({ status: 503 }) as unknown },
    });
    // Nor does it issue work.
    expect(account).toMatchObject({
      ...{ kind: 'account', verdict: failing, ...about, account: `k:${publicKey}` },
      ...{ keyFault: null, error: { status: 503 } },
    });
  });

  it('is not asked for work with a key that is none, which is said once', async () => {
    const node = await scriptedNode();
    const { account, about } = await checked(node, isFallback, { key: 'abc' });
    expect(account).toEqual(
      isFallback
        ? { kind: 'account', ...about, verdict: 'skipped', reason: 'earlier-check', detail: null }
        : {
            ...{ kind: 'account', verdict: 'fail', ...about, account: null, error: null },
            keyFault: { reason: 'wrong-length', digits: 3 },
          },
    );
    expect(node.asked.some((path) => path.endsWith('/work'))).toBe(false);
  });
});

it('a node mines for the account that is set', async () => {
  const { account } = await checked(await scriptedNode(), false, { account: 'my-account' });
  expect(account).toMatchObject({ verdict: 'ok', account: 'my-account' });
});
