import { expect, it } from 'vitest';
import { plainAnswer } from './plain-answers.ts';

const answer = (request: Parameters<typeof plainAnswer>[0]): unknown => {
  const line = plainAnswer(request, 'Heddle/1');
  return line === null ? null : (JSON.parse(line) as { result: unknown }).result;
};

it('answers what depends on the request alone', () => {
  expect(answer({ method: 'ping', id: '1' })).toBe('pong');
  expect(answer({ method: 'version', id: '1' })).toBe('Heddle/1');
  expect(answer({ method: 'extranonce', id: '1' })).toBe(true);
  expect(answer({ method: 'configure', id: '1', extensions: ['x'] })).toEqual({ x: false });
  expect(answer({ method: 'nothing' })).toBeNull();
});
