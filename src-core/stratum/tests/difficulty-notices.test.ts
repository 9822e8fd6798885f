/** What is said of requests for a difficulty, on the machine and in the log, over real sockets. */
import { expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';
import type { StratumOptions } from '../connection/stratum-server.ts';

/** The notice of the first machine, after each of its requests was answered. */
async function noticesAfter(
  options: Partial<StratumOptions>,
  ...requests: readonly (readonly [
    method: 'authorize' | 'suggest_difficulty',
    ask: string | number,
  ])[]
): Promise<unknown[]> {
  const { port, offer, events } = await startStratumTest(options);
  offer({ level: 60 });
  const machine = await ScriptedMachine.start(port);
  const notices: unknown[] = [];
  for (const [method, ask] of requests) {
    const params = method === 'authorize' ? ['account.rig', ask] : [ask];
    await machine.request(`mining.${method}`, params);
    await machine.request('mining.ping', []);
    const said = events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine] : []));
    notices.push(said.at(-1)?.difficultyNotice ?? null);
  }
  return notices;
}

const FIXED = { kind: 'fixed', wantedLevel: 40 };
const UNREADABLE = { kind: 'unreadable', option: 'diff' };
const HARDER = { kind: 'harder-than-block', wantedLevel: 61, level: 60 };

it.each([
  [
    'a suggestion that is not followed, until a password asks',
    { mode: { kind: 'level', level: 44 } },
    [
      ['suggest_difficulty', 2 ** 8],
      ['authorize', 'x'],
      ['authorize', 'd=50'],
    ],
    [FIXED, FIXED, null],
  ],
  [
    'an option that is no number, whatever is suggested after it',
    { mode: { kind: 'period', seconds: 10 } },
    [
      ['authorize', 'diff=hard'],
      ['suggest_difficulty', 2 ** 8],
    ],
    [UNREADABLE, UNREADABLE],
  ],
  [
    'the first of two wishes that is not followed',
    { mode: { kind: 'level', level: 44 } },
    [
      ['authorize', 'd=50,md=61'],
      ['authorize', 'diff=hard,md=61'],
      ['authorize', 'd=50,md=40'],
    ],
    [HARDER, UNREADABLE, null],
  ],
  [
    'no minimum that the level keeps anyway',
    { mode: { kind: 'level', level: 44 }, minLevel: 42 },
    [['authorize', 'md=30']],
    [null],
  ],
] as const)('a machine shows %s', async (_what, options, requests, notices) => {
  expect(await noticesAfter(options, ...requests)).toEqual(notices);
});

/** Has machines authorized one after the other, with these users and passwords. */
async function authorized(
  test: StratumTest,
  ...as: [user: string, password: string][]
): Promise<void> {
  for (const login of as) {
    const machine = await ScriptedMachine.connect(test.port);
    await machine.subscribe();
    await machine.request('mining.authorize', login);
  }
}

it('the log names each wish of each machine once', async () => {
  const test = await startStratumTest({ mode: { kind: 'level', level: 44 }, minLevel: 42 });
  await authorized(
    test,
    ['a.one', 'd=30'],
    ['a.one', 'd=30'],
    ['a.one', 'd=31'],
    ['a.two', 'd=30'],
    ['a.two', 'd=hard'],
    ['a.two', 'diff=hard'],
  );
  const warnings = (await test.logged()).filter(({ level }) => level === 'warn');
  expect(warnings.map(({ text }) => /level 3[01]|option \w+/.exec(text)?.[0])).toEqual([
    'level 30',
    'level 31',
    'level 30',
    'option d',
    'option diff',
  ]);
});
