/** Why a configuration cannot be read or written: where, what, and what was expected. */
import type { ConfigError } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import { expectedText } from './expected-values.ts';
import { systemReason } from './system-reasons.ts';

type Texts = Pick<Translation, 't'>;
type ErrorOf<Kind extends ConfigError['kind']> = Extract<ConfigError, { kind: Kind }>;
type ReadFault = ErrorOf<'unreadable'>['fault'];
type TextFault = ErrorOf<'not-a-configuration'>['fault'];

const NO_FILES: Readonly<Record<Extract<ReadFault, { kind: 'not-a-file' }>['found'], MessageId>> = {
  folder: 'config.isFolder',
  pipe: 'config.isPipe',
  device: 'config.isDevice',
  socket: 'config.isSocket',
};

const BOUNDS: Readonly<Record<Extract<TextFault, { kind: 'too-much' }>['of'], MessageId>> = {
  marks: 'config.bound.marks',
  keys: 'config.bound.keys',
  values: 'config.bound.values',
  levels: 'config.bound.levels',
};

/** One or two sentences. */
export function configErrorText(texts: Texts, error: ConfigError): string {
  const { t } = texts;
  switch (error.kind) {
    case 'unreadable': {
      const { location, fault } = error;
      return t('config.unreadable', { location, reason: readFaultText(texts, fault) });
    }
    case 'not-a-configuration':
      return textFaultText(texts, error.location, error.fault);
    case 'value': {
      const { origin, key, within, given, expected } = error;
      return t('config.value', {
        place: origin.kind === 'file' ? origin.location : 'Heddle',
        key: [key, ...within].join('.'),
        given: given ?? t('config.hidden'),
        expected: expectedText(texts, expected),
      });
    }
    case 'not-kept':
      return t('config.notKept', {
        path: error.path,
        copy: error.copy,
        reason: systemReason(texts, error),
      });
    case 'not-written':
      return t('failures.file.write', { path: error.path, reason: systemReason(texts, error) });
    case 'from-network':
      return t('config.notAllowed', { location: error.location, key: error.key });
  }
}

function readFaultText(texts: Texts, fault: ReadFault): string {
  const { t } = texts;
  switch (fault.kind) {
    case 'system':
      return systemReason(texts, fault);
    case 'not-a-file':
      return t(NO_FILES[fault.found]);
    case 'too-long':
      return t('config.tooLong', { limit: fault.limitBytes });
    case 'encoding':
      return t('config.encoding', { line: String(fault.line), encoding: fault.encoding });
    case 'not-an-address':
      return t('config.notAddress');
    case 'status':
      return t('config.status', { status: `${fault.status} ${fault.statusText}`.trim() });
    case 'timeout':
      return t('config.timeout', { seconds: fault.timeoutMs / 1000 });
  }
}

function textFaultText({ t }: Texts, location: string, fault: TextFault): string {
  switch (fault.kind) {
    case 'no-keys':
      return t('config.noKeys', { location });
    case 'too-much':
      return t(BOUNDS[fault.of], { location, limit: fault.limit });
    case 'syntax': {
      const format = fault.format.toUpperCase();
      if (fault.place === null) return t('config.syntaxSomewhere', { location, format });
      // As an editor numbers them: without marks between digits.
      const [line, column] = [String(fault.place.line), String(fault.place.column)];
      return t('config.syntax', { location, format, line, column });
    }
  }
}
