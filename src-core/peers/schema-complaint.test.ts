import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anyText } from '../tests/hostile/characters.ts';
import { complaintOf } from './schema-complaint.ts';

/** The complaint about a value that does not fit. */
function about(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? '' : complaintOf(parsed.error);
}

describe('the complaint about a value', () => {
  const rows: [z.ZodType, unknown, string][] = [
    [z.object({ a: z.string() }), {}, 'a: expected a text'],
    [z.object({ a: z.number() }), { a: 'x' }, 'a: expected a number'],
    [z.object({ a: z.number().int() }), { a: 1.5 }, 'a: expected a whole number'],
    [z.object({ a: z.object({ b: z.boolean() }) }), { a: {} }, 'a.b: expected true or false'],
    [z.string().length(43), 'x', 'expected 43 characters'],
    [z.string().max(2), 'xxx', 'expected at most 2 characters'],
    [z.array(z.string()).min(2), [], 'expected at least 2 items'],
    [z.number().max(7), 8, 'expected at most 7'],
    [z.string().regex(/^a$/), 'x', 'expected a text of another form'],
    [z.enum(['a', 'b']), 'x', 'expected "a" or "b"'],
    [z.literal(3), 4, 'expected 3'],
    [z.strictObject({}), { x: 1 }, 'a key that is not known'],
    [z.union([z.string(), z.number()]), null, 'not an allowed value'],
    [z.record(z.string().max(1), z.string()), { long: 'x' }, 'long: not an allowed value'],
    [z.unknown().refine(() => false), 1, 'not an allowed value'],
    [z.object({}), null, 'expected an object'],
    [z.string().length(2), 'xxx', 'expected 2 characters'],
    [z.number().multipleOf(5), 7, 'expected a multiple of 5'],
    [z.literal([1, 2, 3, 4, 5, 6]), 0, 'expected 1 or 2 or 3 or 4 or 5'],
    [z.literal([null, true, 'x']), 0, 'expected null or true or "x"'],
    [z.array(z.string()), {}, 'expected a list'],
    [z.literal(7n), 0, 'expected 7'],
    [z.record(z.string(), z.number()), { 'ä\n\u2028': '' }, '???: expected a number'],
  ];
  it.each(rows)('%# says what was expected and where', (schema, value, complaint) => {
    expect(about(schema, value)).toBe(complaint);
  });

  it('counts the places and names the first', () => {
    const wrong = Object.fromEntries(Array.from({ length: 20 }, (_, chain) => [chain, '']));
    expect(about(z.record(z.string(), z.string().length(43)), wrong)).toBe(
      '20 places are wrong, first 0: expected 43 characters',
    );
  });

  it('is one where no place is named', () => {
    expect(complaintOf({ issues: [] })).toBe('it is not as expected');
  });

  it('names a place in at most 80 characters', () => {
    const at = (key: string) => about(z.record(z.string(), z.number()), { [key]: 'x' });
    expect(at('k'.repeat(80))).toBe(`${'k'.repeat(80)}: expected a number`);
    expect(at('k'.repeat(81))).toBe(`${'k'.repeat(80)}…: expected a number`);
  });

  it('is one short line, whatever the keys are', () => {
    const schema = z.record(z.string(), z.number());
    fc.assert(
      fc.property(anyText(200), (key) => {
        expect(about(schema, { [key]: 'x' })).toMatch(/^[\x20-\x7e…]{0,120}$/);
      }),
    );
  });
});
