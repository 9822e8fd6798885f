/** Commands of external programs as they are typed. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { lengthFault } from './read-texts.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { TypedSetting } from './typed-setting.ts';

type CommandSettings = Pick<MinerConfig, 'externalWorkerCommand' | 'externalWorkerCommands'>;

/** The commands as they are typed: one a line, or a file's script whole. */
export function commandText({ externalWorkerCommand, externalWorkerCommands }: CommandSettings) {
  return externalWorkerCommands.length > 0
    ? externalWorkerCommands.join('\n')
    : externalWorkerCommand;
}

/** Whether the one command is a script of several lines: a file brought it, and it stays one. */
export function isScript({ externalWorkerCommand, externalWorkerCommands }: CommandSettings) {
  return externalWorkerCommands.length === 0 && externalWorkerCommand.includes('\n');
}

/**
 * Commands, one a line; a `\` at its end continues a line, and lines that begin with `#` do not
 * count. A single one is the command of every thread.
 * @param facts those of the list of commands
 */
export function readCommands(
  translation: Translation,
  text: string,
  facts: SettingFacts,
): TypedSetting {
  const lines = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const fault = commandFault(translation, lines, facts);
  if (fault !== null) return { ok: false, fault };
  const [only = '', ...others] = lines;
  const changes: Partial<MinerConfig> =
    others.length > 0
      ? { externalWorkerCommands: lines }
      : { externalWorkerCommand: only, externalWorkerCommands: [] };
  return { ok: true, changes };
}

/** One script of several lines. */
export function readScript(
  translation: Translation,
  text: string,
  facts: SettingFacts,
): TypedSetting {
  const fault = commandFault(translation, text.trim() === '' ? [] : [text], facts);
  return fault === null
    ? { ok: true, changes: { externalWorkerCommand: text, externalWorkerCommands: [] } }
    : { ok: false, fault };
}

function commandFault(
  translation: Translation,
  commands: readonly string[],
  facts: SettingFacts,
): string | null {
  if (commands.length === 0) return translation.t('settings.fault.command');
  if (facts.maxItems !== null && commands.length > facts.maxItems) {
    return translation.t('settings.fault.lines', { most: facts.maxItems });
  }
  return (
    commands.map((each) => lengthFault(translation, each, facts)).find((fault) => fault !== null) ??
    null
  );
}
