import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { commandText, isScript, readCommands, readScript } from './read-commands.ts';
import { factsOf } from '../../../tests/setting-facts.ts';

const english = translationTo('en');
const facts = factsOf('externalWorkerCommands');

it('takes a command, and several one a line', () => {
  expect(readCommands(english, ' miner --gpu {thread}\n', facts)).toEqual({
    ok: true,
    changes: { externalWorkerCommand: 'miner --gpu {thread}', externalWorkerCommands: [] },
  });
  const typed = 'gpu -d 0\n\n# the old card\n  other \\\n--id 1\n';
  expect(readCommands(english, typed, facts)).toEqual({
    ok: true,
    changes: { externalWorkerCommands: ['gpu -d 0', 'other  --id 1'] },
  });
  expect(readCommands(english, ' \n# nothing', facts)).toEqual({
    ok: false,
    fault: 'Enter a command.',
  });
  expect(readCommands(english, 'x'.repeat(8193), facts)).toEqual({
    ok: false,
    fault: 'Too long: at most 8,192 characters.',
  });
});

it('leaves a script that a file brought one script', () => {
  const script = { externalWorkerCommand: 'cd /opt\n./gpu', externalWorkerCommands: [] };
  expect(isScript(script)).toBe(true);
  expect(commandText(script)).toBe('cd /opt\n./gpu');
  expect(readScript(english, 'cd /opt\n./gpu2', facts)).toEqual({
    ok: true,
    changes: { externalWorkerCommand: 'cd /opt\n./gpu2', externalWorkerCommands: [] },
  });
  expect(readScript(english, ' \n', facts).ok).toBe(false);
  const list = { externalWorkerCommand: 'unused', externalWorkerCommands: ['a', 'b'] };
  expect(isScript(list)).toBe(false);
  expect(commandText(list)).toBe('a\nb');
});
