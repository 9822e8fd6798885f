/** Words after the program's name. */
import { parseOptions } from '../../../src-core/command-line/options/option-parser.ts';
import { mergeConfig } from '../../../src-core/config/config-merge.ts';
import { describeConfigError } from '../../../src-core/command-line/texts/config-sentences.ts';
import { optionWords } from '../../../src-core/tests/hostile/setting-values.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

export const commandLines: Door<readonly string[]> = {
  name: 'command-lines',
  inputs: 100_000,
  together: 16,
  input: optionWords,
  open: () =>
    Promise.resolve({
      send(commandLines) {
        for (const words of commandLines) {
          const options = parseOptions(words);
          if (!options.ok) {
            mustHold(options.error.length < 10_000, 'a refusal is bounded', options.error);
          } else if (options.value.kind === 'configure') {
            const { keys } = options.value;
            const merged = mergeConfig([{ origin: { kind: 'command-line' }, keys }]);
            const sentence = merged.ok ? '' : describeConfigError(merged.error);
            mustHold(sentence.length < 1_000, 'a refusal is short', sentence);
          }
        }
      },
    }),
};
