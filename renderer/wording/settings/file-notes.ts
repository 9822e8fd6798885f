/** What is said about single settings of an imported or exported configuration file. */
import type {
  FileNote,
  MinerConfig,
  ReplacedSetting,
  UnknownSetting,
} from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type Texts = Pick<Translation, 't'>;

/** A value that is not taken as it is. */
export function fileNoteText({ t }: Texts, note: FileNote): string {
  if (note.kind === 'terminal-only') return t('failures.note.terminalOnly', { key: note.key });
  const { key, value, used } = note;
  // As in the file: a grouped or rounded number would not be found there.
  return t('failures.note.adapted', { key, value: String(value), used: String(used) });
}

/** A key that Heddle does not know. */
export function unknownSettingText({ t }: Texts, { key, meant }: UnknownSetting): string {
  return meant === null
    ? t('failures.note.unknown', { key })
    : t('failures.note.misspelt', { key, meant });
}

/** What chainweb-mining-client does differently; by setting, as src-core/config/files/config-export.ts replaces them. */
const REPLACED: Readonly<Partial<Record<keyof MinerConfig, MessageId>>> = {
  publicKey: 'failures.replaced.publicKey',
  externalWorkerCommand: 'failures.replaced.externalWorkerCommand',
  stratumInterface: 'failures.replaced.interface',
  onDemandInterface: 'failures.replaced.interface',
  stratumDifficulty: 'failures.replaced.stratumDifficulty',
  constantDelayBlockTime: 'failures.replaced.constantDelayBlockTime',
  practice: 'failures.replaced.practice',
};

/** Why chainweb-mining-client would misread a setting. */
export function replacedSettingText({ t }: Texts, { key }: ReplacedSetting): string {
  return t(REPLACED[key] ?? 'failures.replaced.other');
}
