/** Stratum lines with any JSON value in any place. */
import fc from 'fast-check';
import { anyCharacter } from './characters.ts';
import { hostileJson } from './json-texts.ts';

/** Every method with params that are right, as JSON texts. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  'mining.subscribe': ['"test/1.0"', 'null'],
  'mining.authorize': ['"account.rig"', '"x,d=44"'],
  'mining.submit': ['"account.rig"', '"1"', '"00000000abcd"'],
  'mining.suggest_difficulty': ['1024'],
  'mining.suggest_target': ['"00000000003fffff"'],
  'mining.configure': ['["version-rolling"]', '{}'],
  'mining.extranonce.subscribe': [],
  'mining.ping': [],
  'client.get_version': [],
};

const rightMessage = fc
  .constantFrom(...Object.entries(METHODS))
  .map(([method, params]) => ({ id: '1', method: JSON.stringify(method), params: [...params] }));

/** One line without its ending. Everything is right but for one place. */
export const hostileLine = hostileLineOf(hostileJson);

/** The same with values of that kind. */
export function hostileLineOf(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(rightMessage, values).map(([m, value]) => line(value, m.method, list(m.params))),
    fc.tuple(rightMessage, values).map(([m, value]) => line(m.id, value, list(m.params))),
    fc.tuple(rightMessage, values).map(([m, value]) => line(m.id, m.method, value)),
    fc.tuple(rightMessage, values, fc.nat(3)).map(([m, value, place]) => {
      const params = [...m.params];
      params[Math.min(place, params.length)] = value;
      return line(m.id, m.method, list(params));
    }),
    fc
      .tuple(rightMessage, values, fc.constantFrom('result', 'error', '__proto__', 'id'))
      .map(
        ([m, value, key]) => `{"${key}":${value},${line(m.id, m.method, list(m.params)).slice(1)}`,
      ),
    values,
    fc.string({ unit: anyCharacter }).map((text) => text.replaceAll('\n', '')),
  );
}

/** Lines with a value (as JSON text) as each param of each method. */
export function everywhere(value: string): string[] {
  return Object.entries(METHODS).flatMap(([method, params]) =>
    [0, 1, 2].map((place) => {
      const changed = [...params];
      changed[Math.min(place, changed.length)] = value;
      return line('1', JSON.stringify(method), list(changed));
    }),
  );
}

function line(id: string, method: string, params: string): string {
  return `{"id":${id},"method":${method},"params":${params}}`;
}

function list(params: readonly string[]): string {
  return `[${params.join(',')}]`;
}
