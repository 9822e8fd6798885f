import { describe, expect, it } from 'vitest';
import { impostorOf, refusalOf, solvedImpostorOf } from './refusal.ts';

type Answer = Parameters<typeof refusalOf>[0];

const OF_NODE = { 'x-chainweb-node-version': '2.32.0' };

function answer(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: Buffer.from(text), sentTwice: false };
}

describe('a refusal', () => {
  it.each([
    [403, 'Unauthorized Miner', 'key-refused'],
    [503, 'Too many work requests', 'overloaded'],
    [503, 'No more update streams available currently. Retry later.', 'overloaded'],
    [404, '', 'mining-off'],
    [404, 'No associated Payload', 'request-refused'],
    [400, 'Decoding error: too short', 'request-refused'],
    [400, 'Unexpected encoding', 'request-refused'],
    [400, 'Invalid solved work', 'request-refused'],
    [500, 'Something went wrong', 'server-fault'],
  ])('in the own words of a node counts without its header: %d %s', (status, text, kind) => {
    expect(refusalOf(answer(status, text))).toEqual({
      ...{ kind, status, detail: `status ${status}: ${text}` },
    });
    expect(refusalOf(answer(status, text, { server: 'nginx' })).kind).toBe(
      // What has no words may be the proxy's own.
      text === '' ? 'other-server' : kind,
    );
    // Those words under another status, or further on in a text, are not the node's.
    expect(refusalOf(answer(418, text)).kind).toBe('other-server');
    if (text !== '') expect(refusalOf(answer(status, `Sorry: ${text}`)).kind).toBe('other-server');
  });

  it.each([
    [499, 'request-refused'],
    [500, 'server-fault'],
    [502, 'server-fault'],
  ])('in other words counts with the header of a node: %d', (status, kind) => {
    expect(refusalOf(answer(status, 'x', OF_NODE))).toEqual({
      ...{ kind, status, detail: `status ${status}: x` },
    });
  });

  it.each(['warp/3.3.31', 'chainweb-node', 'WARP'])('without a body is that of %s', (server) => {
    expect(refusalOf(answer(404, '', { server })).kind).toBe('mining-off');
  });

  it('without a body is that of a node which a proxy passes on with its header', () => {
    expect(refusalOf(answer(404, '', { ...OF_NODE, server: 'nginx' })).kind).toBe('mining-off');
  });

  it('that names HTTPS at status 400 wants TLS', () => {
    const text = '<html>The plain HTTP request was sent to HTTPS port</html>';
    expect(refusalOf(answer(400, text))).toMatchObject({ kind: 'tls-mismatch', status: 400 });
    const late = `${' '.repeat(1_900)}This port needs TLS`;
    expect(refusalOf(answer(400, late)).kind).toBe('tls-mismatch');
    expect(refusalOf(answer(403, text)).kind).toBe('other-server');
  });

  it('of a proxy names it, and what its page says', () => {
    const page = '<html><title>Log in</title></html>';
    expect(refusalOf(answer(403, page, { server: 'nginx/1.22' }))).toEqual({
      kind: 'other-server',
      status: 403,
      detail: 'a proxy or web server (nginx/1.22) answered with status 403: Log in',
      page: 'Log in',
    });
    expect(refusalOf(answer(403, ''))).toEqual({
      kind: 'other-server',
      status: 403,
      detail: 'a proxy or web server answered with status 403',
    });
    const { detail } = refusalOf(answer(403, '', { server: 'n'.repeat(100) }));
    expect(detail).toContain(`(${'n'.repeat(40)})`);
  });

  it('says that the request was sent twice', () => {
    expect(refusalOf({ ...answer(500, 'x', OF_NODE), sentTwice: true })).toMatchObject({
      sentTwice: true,
    });
  });
});

describe('an answer with status 200', () => {
  const html = { 'content-type': 'text/HTML; charset=utf-8' };

  it.each([
    ['{}', {}, false],
    ['', html, true],
    ['<!DOCTYPE html>', {}, true],
    ['\n <HTML lang="en">', OF_NODE, true],
    ['<head>', {}, true],
    ['<?xml version="1.0"?>', {}, true],
    ['x <html>', {}, false],
    ['<p>', {}, false],
  ])('is no node’s where it is a page: %j', (text, headers, isPage) => {
    const error = isPage ? { kind: 'other-server', status: 200 } : null;
    if (isPage) expect(impostorOf(answer(200, text, headers))).toMatchObject(error ?? {});
    else expect(impostorOf(answer(200, text, headers))).toBeNull();
  });

  it('to a solution is a node’s where it is empty, or has its header', () => {
    expect(solvedImpostorOf(answer(200, ''))).toBeNull();
    expect(solvedImpostorOf(answer(200, 'thanks', OF_NODE))).toBeNull();
    expect(solvedImpostorOf(answer(200, 'thanks'))).toMatchObject({ page: 'thanks' });
    expect(solvedImpostorOf(answer(200, '', html))).toMatchObject({ kind: 'other-server' });
  });
});
