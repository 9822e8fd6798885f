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
    ['POST', '/health-check', 405],
    ['GET', '/health-check/more', 404],
    ['GET', '/other/0.0/practice-triangle/cut', 404],
    ['GET', '/chainweb/0.0/mainnet01/cut', 404],
    ['GET', '/chainweb/0.1/practice-triangle/cut', 404],
    ['GET', '/chainweb/0.0/practice-triangle/cut/0', 404],
    ['POST', '/chainweb/0.0/practice-triangle/cut', 405],
    ['GET', '/chainweb/0.0/practice-triangle/mining', 404],
    ['POST', '/chainweb/0.0/practice-triangle/mining/work', 405],
    ['GET', '/chainweb/0.0/practice-triangle/mining/solved', 405],
    ['GET', '/chainweb/0.0/practice-triangle/chain/3/header', 404],
    ['GET', '/chainweb/0.0/practice-triangle/chain/x/header', 404],
    ['GET', '/chainweb/0.0/practice-triangle/chain', 404],
    ['GET', '/chainweb/0.0/practice-triangle/cut/peer/more', 404],
    ['GET', '/chainweb/0.0/practice-triangle/other/peer', 404],
    ['GET', '/chainweb/0.0/practice-triangle/header/other', 404],
    ['GET', '/chainweb/0.0/practice-triangle/block/updates/more', 404],
    ['GET', '/chainweb/0.0/practice-triangle/other/updates', 404],
    ['GET', '/chainweb/0.0/practice-triangle/mining/work/more', 404],
    ['GET', '/chainweb/0.0/practice-triangle/mining/other', 404],
    ['POST', '/chainweb/0.0/practice-triangle/other/solved', 404],
    ['GET', '/%zz', 400],
  ])('to %s %s is %i', async (method, path, status) => {
    const { url } = await startNode();
    const answer = await ask(`${url}${path}`, { method });
    expect(answer.status).toBe(status);
    const texts: Readonly<Record<number, string>> = {
      200: 'Health check OK.\n',
      400: 'Bad Request',
    };
    expect(answer.text).toBe(texts[status] ?? '');
  });

  it('to a form that there is not is 406', async () => {
    const { url, get } = await startNode();
    expect((await ask(`${url}/info`, { headers: { accept: 'text/html' } })).status).toBe(406);
    expect(await get('cut', 'text/html')).toMatchObject({ status: 406, text: '' });
  });
});
