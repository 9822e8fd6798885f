import { expect, it } from 'vitest';
import { isRequest, parseRequest } from './stratum-messages.ts';

const parse = (line: string): unknown => {
  const result = parseRequest(line);
  return result.ok ? result.value : result.error;
};

it.each([
  ['1e3', '1e3'],
  ['-1.50', '-1.50'],
  ['9007199254740993', '9007199254740993'],
  ['9'.repeat(64), '9'.repeat(64)],
  [`"${'x'.repeat(64)}"`, `"${'x'.repeat(64)}"`],
  [' 7', '7'],
])('a request has its id %s echoed as it came', (written, id) => {
  const others = ['{"id":1}', '{"id":"1e3"}', '"\\"id\\""', '{"id":null}'];
  for (const params of ['[]', `[${others.join()}]`]) {
    expect(parse(`{"id":${written},"method":"mining.ping","params":${params}}`)).toMatchObject({
      id,
    });
    expect(parse(`{"params":${params},"method":"mining.ping","id":${written}}`)).toMatchObject({
      id,
    });
  }
});

it('the id of a request is searched for among sixteen members of that name', () => {
  const ping = (others: number): string =>
    `{"id":1e3,"method":"mining.ping","params":[${Array(others).fill('{"id":2}').join()}]}`;
  expect(parse(ping(15))).toMatchObject({ id: '1e3' });
  expect(parse(ping(16))).toMatchObject({ id: '1000' });
});

it.each([`"${'x'.repeat(65)}"`, '9'.repeat(65), 'true', '{}'])(
  'a request is refused with an id that cannot be echoed: %s',
  (id) => {
    expect(parse(`{"id":${id},"method":"mining.ping"}`)).toMatchObject({
      id: 'null',
      isGarbage: true,
      reason: expect.stringContaining('up to 64 characters') as string,
    });
  },
);

it.each([
  ['{"method":"x"}', true],
  ['{"method":null,"id":1}', true],
  ['{"params":{"method":"x"}}', false],
  ['["method"]', false],
  ['"method"', false],
  ['{"method":', false],
  ['{"id":1}', false],
])('knows a whole request from other text: %s', (text, isWhole) => {
  expect(isRequest(text)).toBe(isWhole);
});
