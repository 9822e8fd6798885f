import { expect, it } from 'vitest';
import { newDevice } from '../known/known-device.ts';
import type { KnownDevice } from '../known/known-device.ts';
import type { StratumMachine } from '../setup/stratum-view.ts';
import { movedMachine } from './moved-machines.ts';

const [OLD_HOST, NEW_HOST] = ['192.168.1.20', '192.168.1.30'];
const KD5 = { family: 'goldshell', model: 'Goldshell KD5', firmware: null, mac: null } as const;
const CONFIGURED = { url: 'stratum+tcp://192.168.1.2:1917', worker: 'me.Cellar' };

const BEFORE: KnownDevice = {
  ...newDevice('before', { ...KD5, host: OLD_HOST, webPort: 80 }, 0),
  configured: CONFIGURED,
};
const NOW: KnownDevice = newDevice('now', { ...KD5, host: NEW_HOST, webPort: 80 }, 0);
const OTHER: KnownDevice = { ...NOW, id: 'other', webPort: 8080 };
const MINING: StratumMachine = {
  ...{ session: 1, address: NEW_HOST, rig: 'cellar', isAdmitted: true, refusal: null },
  ...{ accepted: 1, refused: 0, difficulty: 1 },
};

interface Scene {
  readonly before?: Partial<KnownDevice>;
  readonly now?: Partial<KnownDevice>;
  readonly others?: readonly KnownDevice[];
  readonly machines?: readonly StratumMachine[];
  readonly silent?: readonly string[];
  readonly displaced?: readonly string[];
  readonly busy?: readonly string[];
}

function moved(scene: Scene) {
  const { others = [], machines = [MINING], silent = ['before'] } = scene;
  const { displaced = [], busy = [] } = scene;
  const list = [...others, { ...BEFORE, ...scene.before }, { ...NOW, ...scene.now }];
  const found = movedMachine({
    roster: { list: () => list, isDisplaced: ({ id }) => displaced.includes(id) },
    view: { machines: () => machines },
    isSilent: (id) => silent.includes(id),
    isBusy: (id) => busy.includes(id),
  });
  return found === null ? null : `${found.before.id} ${found.now.id}`;
}

it.each<[string, Scene]>([
  ['does not answer', {}],
  ['is displaced by another', { silent: [], displaced: ['before'] }],
  ['has a MAC that it did not say there', { before: { mac: 'a' } }],
  ['has said its MAC there alone', { now: { mac: 'a' } }],
  ['has the same MAC', { before: { mac: 'a' }, now: { mac: 'a' } }],
  ['is a variant of its model', { now: { model: 'Goldshell KD5 (2 boards)' } }],
  ['stands behind one that has not moved', { others: [{ ...BEFORE, id: 'first', host: 'x' }] }],
  [
    'stands behind one without a pool of ours',
    { others: [{ ...OTHER, host: 'x' }], silent: ['other', 'before'] },
  ],
])('has moved where it mines elsewhere and %s', (_, scene) => {
  expect(moved(scene)).toBe('before now');
});

it.each<[string, Scene]>([
  ['answers', { silent: [] }],
  ['was not configured here', { before: { configured: null } }],
  ['is being configured', { busy: ['before'] }],
  ['is being configured there', { busy: ['now'] }],
  ['was configured there', { now: { configured: CONFIGURED } }],
  ['is displaced there', { displaced: ['now'] }],
  ['mines under another name', { machines: [{ ...MINING, rig: 'attic' }] }],
  ['mines under no name', { machines: [{ ...MINING, rig: null }] }],
  ['is not let in', { machines: [{ ...MINING, isAdmitted: false }] }],
  ['mines where no machine is known', { machines: [{ ...MINING, address: '192.168.1.31' }] }],
  ['mines at its own address', { machines: [{ ...MINING, address: OLD_HOST }] }],
  ['does not mine', { machines: [] }],
  ['may be one of two', { others: [OTHER] }],
  ['has another MAC', { before: { mac: 'a' }, now: { mac: 'b' } }],
  ['is of another model', { now: { model: 'Goldshell KD2' } }],
  ['is of another family', { now: { family: 'cgminer' } }],
  ['is of a model that is not known', { now: { model: null } }],
  ['was of a model that is not known', { before: { model: null } }],
])('has not moved where it %s', (_, scene) => {
  expect(moved(scene)).toBeNull();
});
