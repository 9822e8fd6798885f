import { describe, expect, it } from 'vitest';
import { BINARY_TYPE, JSON_TYPE, OBJECT_TYPE } from './http-reply.ts';
import { isBinaryBody, isJsonBody, negotiate } from './http-reply.ts';

const OFFERS = [JSON_TYPE, OBJECT_TYPE, BINARY_TYPE];

describe('the Accept header', () => {
  it.each([
    [null, JSON_TYPE],
    ['', JSON_TYPE],
    ['  ', JSON_TYPE],
    ['application/json;q=0.5', JSON_TYPE],
    ['application/json; blockheader-encoding = object', OBJECT_TYPE],
    ['*/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['Application/JSON; charset=UTF-8', JSON_TYPE],
    ['application/json;blockheader-encoding=object', OBJECT_TYPE],
    ['application/json; blockheader-encoding=object, */*;q=0.1', OBJECT_TYPE],
    ['text/html, application/octet-stream', BINARY_TYPE],
    ['application/json;q=0.5, application/octet-stream', BINARY_TYPE],
    ['application/*', JSON_TYPE],
    ['text/html', null],
    ['application/json;q=0', null],
    ['application/json;blockheader-encoding=other', null],
  ])('%j chooses %j', (accept, chosen) => {
    expect(negotiate(accept, OFFERS)).toBe(chosen);
  });
});

describe('the Content-Type header', () => {
  it('makes a body JSON only if it says so', () => {
    expect(isJsonBody('application/json')).toBe(true);
    expect(isJsonBody('application/json; charset=utf-8')).toBe(true);
    expect(isJsonBody('application/json; charset=latin1')).toBe(false);
    expect(isJsonBody(null)).toBe(false);
  });

  it('makes a body bytes unless it says otherwise', () => {
    expect(isBinaryBody(null)).toBe(true);
    expect(isBinaryBody('application/octet-stream')).toBe(true);
    expect(isBinaryBody('application/json')).toBe(false);
  });
});
