/** Answers of Goldshell's web server: what they are taken for. */
import { describe, expect, it } from 'vitest';
import {
  codeOf,
  goldshellStatus,
  isGoldshellPage,
  poolsBody,
  poolsOf,
  refusalOf,
  wantsToken,
} from './goldshell-answers.ts';

const answer = (body: unknown, status = 200) => ({
  ...{ status, headers: {} },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const STATUS = { model: 'Goldshell-KD6', hardware: '2.50.SA', firmware: '2.2.0', mcbversion: 'V4' };

describe('an answer of a Goldshell', () => {
  it.each([
    [STATUS, { model: 'Goldshell KD6 (2 boards)', firmware: '2.2.0' }],
    [{ model: 'GOLDSHELL-KD5' }, { model: 'Goldshell KD5', firmware: null }],
    [{ mcbversion: 'V4' }, { model: null, firmware: null }],
    [
      { model: 'KD5', mcbversion: 'V4' },
      { model: 'Goldshell KD5', firmware: null },
    ],
    [{ model: 'Printer' }, null],
    [{ firmware: '1' }, null],
    [[STATUS], null],
    ['<html>', null],
  ])('%j is the status %j', (body, status) => {
    expect(goldshellStatus(answer(body))).toEqual(status);
  });

  it('is a status where it was answered as one', () => {
    expect(goldshellStatus(answer(STATUS, 404))).toBeNull();
  });

  it('is its front page, or wants a token, by its words and its status', () => {
    const page = '<title>cloud-box</title>';
    expect(isGoldshellPage(answer(page))).toBe(true);
    expect(isGoldshellPage(answer(page, 500))).toBe(false);
    expect(isGoldshellPage(answer('<title>box</title>'))).toBe(false);
    expect(wantsToken(answer('Check Token Error', 401))).toBe(true);
    expect(wantsToken(answer('Check Token Error'))).toBe(false);
    expect(wantsToken(answer('No', 401))).toBe(false);
  });

  it.each([
    [{ code: 1, msg: 'password error' }, 'password error'],
    [{ code: 7, msg: ' ' }, 'code 7'],
    [{ code: 7 }, 'code 7'],
    [{ code: 0, msg: 'done' }, null],
    [{ code: '1', msg: 'text' }, null],
    [[], null],
    [null, null],
  ])('%j says %j', (value, said) => {
    expect(codeOf(value)).toBe(said);
  });

  it.each([
    [200, {}, null],
    [299, { code: 0 }, null],
    [300, 'elsewhere', 'elsewhere'],
    [399, 'elsewhere', 'elsewhere'],
    [400, 'no', 'no'],
    [500, { code: 1, msg: 'm' }, '{"code":1,"msg":"m"}'],
    [200, { code: 1, msg: 'param error' }, 'param error'],
  ])('of status %d with %j is refused with %j', (status, body, said) => {
    const refusal = said === null ? null : { kind: 'refused', status, answer: said };
    expect(refusalOf(answer(body, status))).toEqual(refusal);
  });

  it('is a list of pools, exactly as they are, or why it is none', () => {
    const pools = [{ url: ' a ', user: 'u', pass: 1 }, { url: '' }, null, { url: 'b' }];
    expect(poolsOf(answer(pools))).toEqual({
      ok: true,
      value: [
        { url: ' a ', user: 'u', password: '1' },
        { url: 'b', user: '', password: '' },
      ],
    });
    const nonsense = { ok: false, error: { kind: 'nonsense', answer: '{"a":1}' } };
    expect(poolsOf(answer({ a: 1 }))).toEqual(nonsense);
    const refused = { ok: false, error: { kind: 'refused', status: 200, answer: 'm' } };
    expect(poolsOf(answer({ code: 1, msg: 'm' }))).toEqual(refused);
  });

  it.each([
    [32, 1_024, true],
    [33, 1, false],
    [1, 1_025, false],
  ])('of %d pools with texts of %d characters is kept: %s', (count, length, isKept) => {
    const texts = { url: 'a'.repeat(length), user: 'u', pass: 'p' };
    const read = poolsOf(answer(Array.from({ length: count }, () => texts)));
    expect(read.ok).toBe(isKept);
    if (!read.ok) expect(read.error).toEqual({ kind: 'pools-too-long' });
  });

  it('takes pools in the order in which they are preferred', () => {
    const pool = (url: string) => ({ url, user: 'u', password: 'p' });
    const entry = { legal: true, active: false, user: 'u', pass: 'p' };
    expect(poolsBody([pool('a'), pool('b')])).toEqual([
      { ...entry, url: 'a', dragid: 0, 'pool-priority': 0 },
      { ...entry, url: 'b', dragid: 1, 'pool-priority': 1 },
    ]);
  });
});
