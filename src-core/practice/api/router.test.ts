import { describe, expect, it } from 'vitest';
import { ask } from '../tests/mini-client.ts';
import { startNode } from '../tests/started-node.ts';

describe('the status of a reply', () => {
  it.each([
    ['GET', '/', 404],
    ['GET', '/nothing', 404],
    ['GET', '/info/more', 404],
    ['POST', '/info', 405],
    ['GET', '/health-check', 200],
    ['GET', '/chainweb/0.0/mainnet01/cut', 404],
    ['GET', '/chainweb/0.1/practice-triangle/cut', 404],
    ['GET', '/chainweb/0.0/practice-triangle/cut/0', 404],
    ['POST', '/chainweb/0.0/practice-triangle/cut', 405],
    ['GET', '/chainweb/0.0/practice-triangle/mining', 404],
    ['POST', '/chainweb/0.0/practice-triangle/mining/work', 405],
    ['GET', '/chainweb/0.0/practice-triangle/mining/solved', 405],
    ['GET', '/chainweb/0.0/practice-triangle/chain/3/header', 404],
    ['GET', '/chainweb/0.0/practice-triangle/chain/x/header', 404],
    ['GET', '/%zz', 400],
  ])('to %s %s is %i', async (method, path, status) => {
    const { url } = await startNode();
    expect((await ask(`${url}${path}`, { method })).status).toBe(status);
  });
});
