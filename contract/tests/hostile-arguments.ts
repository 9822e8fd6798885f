/** Arguments of requests that no page of ours sends: right ones with one part replaced, and values of any kind. */
import fc from 'fast-check';
import { DEFAULT_CONFIG } from '../../src-core/index.ts';
import { REQUEST_NAMES } from '../names.ts';
import { preferencesSchema } from '../preferences-schema.ts';
import type { RequestName, Requests } from '../screen-contract.ts';

/** Everything that can be sent to another process, as structured cloning does it. */
const anyValue = fc.anything({
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withDate: true,
  withBigInt: true,
});

const span = { fromMs: 0, toMs: 1, points: 2 };
const login = { user: null, password: 'x', keep: false };
const device = { id: 'a', login };

/** A right one for each request that takes any. */
const RIGHT: { readonly [Name in RequestName]?: Requests[Name]['input'] } = {
  pauseWorker: { kind: 'cpu' },
  saveConfig: { ...DEFAULT_CONFIG, fallbackNodes: ['127.0.0.1:1848'] },
  applyConfigFile: { commandsConfirmed: true },
  savePreferences: preferencesSchema.parse({}),
  openGuidePage: { page: 'releases' },
  getHistory: span,
  getMarks: { fromMs: 0, toMs: 1, machines: ['a'] },
  getBlocks: { versionName: 'x', beforeMs: 1, limit: 1 },
  getEarnings: { versionName: 'x', todayMs: 1 },
  getMachineHistory: { key: 'a', ...span },
  findMachines: { ranges: ['127.0.0.0/30'] },
  planMachines: { ids: ['a'], logins: { a: login } },
  configureMachines: { orders: [{ id: 'a', worker: 'b', keepsOthers: true }], logins: {} },
  actOnMachine: { ...device, action: 'blink' },
  setPowerPlan: { ...device, plan: 1 },
  setMachineWatts: { id: 'a', watts: 400 },
  answerMachine: { question: 1, accept: true },
  letMachineIn: { rig: 'a' },
  saveLogs: { text: 'x' },
  saveChart: { name: 'machine', format: 'csv', content: 'x' },
  reportPageFault: { place: 'page', detail: 'x' },
  answerClose: { choice: 'quit', remember: true },
};

/** A right argument in which one value was replaced, removed or added, at any depth. */
const nearlyRight: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.constantFrom(...Object.values(RIGHT)),
    fc.nat(),
    anyValue,
    fc.constantFrom('replace', 'remove', 'add'),
  )
  .map(([argument, place, value, how]) => {
    const copy: unknown = structuredClone(argument);
    const places = placesIn(copy);
    const [parent, key] = places[place % places.length]!;
    if (how === 'remove') Reflect.deleteProperty(parent, key);
    else Reflect.set(parent, how === 'add' ? `${key}2` : key, value);
    return copy;
  });

/** Every value of an object of any depth: where it is, and under which key. */
function placesIn(value: unknown): (readonly [object, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [value, key] as const,
    ...placesIn(inner),
  ]);
}

export const hostileArgument: fc.Arbitrary<unknown> = fc.oneof(nearlyRight, anyValue);

/** A request by name, the right one for an argument or any. */
export const requestName: fc.Arbitrary<RequestName> = fc.constantFrom(...REQUEST_NAMES);
