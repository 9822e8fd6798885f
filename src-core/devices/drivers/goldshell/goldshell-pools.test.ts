/** Pools are written in one request, or one by one where the firmware does not know that. */
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { Ask } from './goldshell-ask.ts';
import { poolsBody } from './goldshell-answers.ts';
import { writePools } from './goldshell-pools.ts';

const POOLS = [
  { url: 'a', user: 'u', password: 'p' },
  { url: 'b', user: 'v', password: 'q' },
];
const BODY = poolsBody(POOLS);
const OLD = { url: 'old' };

/** A web server that answers so by method and path, and `{}` otherwise. */
function server(answers: Readonly<Record<string, string | DeviceError>>) {
  const asked: unknown[][] = [];
  const ask: Ask = (method, path, more) => {
    asked.push([`${method} ${path}`, more?.json]);
    const said = answers[`${method} ${path}`] ?? '{}';
    return Promise.resolve(
      typeof said === 'string' ? ok({ status: 200, headers: {}, body: said }) : err(said),
    );
  };
  return { ask, asked };
}

const refused = (status: number): DeviceError => ({ kind: 'refused', status, answer: 'no' });
const ONE_BY_ONE = [
  ['PUT /mcb/pools', BODY],
  ['GET /mcb/pools', undefined],
  ['PUT /mcb/delpool', OLD],
  ['PUT /mcb/newpool', BODY[0]],
  ['PUT /mcb/newpool', BODY[1]],
];

describe('pools of a Goldshell', () => {
  it('are written in one request', async () => {
    const { ask, asked } = server({});
    expect(await writePools(ask, POOLS)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([['PUT /mcb/pools', BODY]]);
  });

  it.each([
    ['404', refused(404)],
    ['405', refused(405)],
    ['a page', ' <html>'],
  ])('are written one by one where that is answered with %s', async (_, said) => {
    const { ask, asked } = server({
      'PUT /mcb/pools': said,
      'GET /mcb/pools': JSON.stringify([OLD, null]),
    });
    expect(await writePools(ask, POOLS)).toEqual({ ok: true, value: null });
    expect(asked).toEqual(ONE_BY_ONE);
  });

  it.each<DeviceError>([refused(400), { kind: 'timeout', limitMs: 404 }])(
    'are not written where that is answered with %j',
    async (error) => {
      const { ask, asked } = server({ 'PUT /mcb/pools': error });
      expect(await writePools(ask, POOLS)).toEqual({ ok: false, error });
      expect(asked).toHaveLength(1);
    },
  );

  it.each([
    ['GET /mcb/pools', '{"a":1}', 2],
    ['PUT /mcb/delpool', '<html>', 3],
    ['PUT /mcb/newpool', '<html>', 4],
  ])('stop where %s is answered with %s', async (what, body, count) => {
    const { ask, asked } = server({
      'PUT /mcb/pools': refused(404),
      'GET /mcb/pools': JSON.stringify([OLD]),
      [what]: body,
    });
    const error = { kind: 'nonsense', answer: body };
    expect(await writePools(ask, POOLS)).toEqual({ ok: false, error });
    expect(asked).toHaveLength(count);
  });

  it.each(['GET /mcb/pools', 'PUT /mcb/delpool', 'PUT /mcb/newpool'])(
    'fail where %s fails',
    async (what) => {
      const late: DeviceError = { kind: 'timeout', limitMs: 5 };
      const { ask } = server({
        'PUT /mcb/pools': refused(404),
        'GET /mcb/pools': JSON.stringify([OLD]),
        [what]: late,
      });
      expect(await writePools(ask, POOLS)).toEqual({ ok: false, error: late });
    },
  );
});
