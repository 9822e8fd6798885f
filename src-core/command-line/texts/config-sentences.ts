/** What is wrong with a configuration, in English, for the terminal and the log. */
import type {
  ConfigError,
  ConfigOrigin,
  GivenOrigin,
  ReadFault,
  TextBound,
  TextFault,
  ValueFault,
} from '../../config/config-error.ts';
import type { AdaptedKey, GivenTwice, UnknownKey } from '../../config/config-merge.ts';
import { HOST_ADDRESS_FORM } from '../../config/host-address.ts';
import { optionNames } from '../../config/setting-flags.ts';
import { settingOf } from '../../config/settings-table.ts';
import { parseWeekHours } from '../../config/week-hours.ts';
import type { ConfigKey } from '../../config/settings-table.ts';
import type { SettingValue } from '../../config/settings/setting.ts';
import { unitName } from './value-text.ts';

/** One line: where, what, and what was expected or what to do. */
export function describeConfigError(error: ConfigError): string {
  switch (error.kind) {
    case 'unreadable':
      return `${error.location} cannot be read: ${describeReadFault(error.fault)}`;
    case 'not-a-configuration':
      return `${error.location} ${describeTextFault(error.fault)}`;
    case 'value':
      return describeValueFault(error);
    case 'not-kept':
      return `${error.path} cannot be kept as ${error.copy}: ${error.detail}`;
    case 'not-written':
      return `${error.path} cannot be written: ${error.detail}`;
    case 'from-network':
      return (
        `${error.location}: key ${error.key} runs programs, writes files or sends reports, ` +
        'which needs a file on this computer, or the option --allow-remote-commands'
      );
  }
}

/** The notice about a key that this program does not have. */
export function describeUnknown({ key, origin, meant }: UnknownKey): string {
  const hint = meant === null ? '' : `; the key is called ${meant}`;
  return `${prefixOf(origin)}key ${JSON.stringify(key)} is not known and has no effect${hint}`;
}

/** The notice about a value that was replaced. */
export function describeAdapted({ key, value, used, origin }: AdaptedKey): string {
  return `${placeOf(origin, key)} is ${value}, which is out of range: ${used} is used`;
}

/** The notice about a key that is given more than once. */
export function describeRepeated({ key, line, origin }: GivenTwice): string {
  return `${prefixOf(origin)}key ${key} is given again in line ${line}: the last value counts`;
}

function describeReadFault(fault: ReadFault): string {
  switch (fault.kind) {
    case 'system':
      return fault.detail;
    case 'not-a-file':
      return `it is a ${fault.found}, not a file`;
    case 'encoding':
      return `it is not valid ${fault.encoding} in line ${fault.line}: save it as UTF-8`;
    case 'too-long':
      return `it is longer than ${fault.limitBytes} bytes`;
    case 'not-an-address':
      return 'it is not an address';
    case 'status':
      return `the server answered ${fault.status} ${fault.statusText}`.trim();
    case 'timeout':
      return `no complete answer within ${fault.timeoutMs} ms`;
  }
}

const BOUND_NAMES: Readonly<Record<TextBound, string>> = {
  marks: 'words and marks',
  keys: 'keys',
  values: 'values',
  levels: 'levels of lists and maps',
};

function describeTextFault(fault: TextFault): string {
  if (fault.kind === 'no-keys') {
    return 'holds no keys: expected keys with values, such as "threadCount: 2"';
  }
  if (fault.kind === 'too-much') {
    return `has more than ${fault.limit} ${BOUND_NAMES[fault.of]}: no configuration needs that many`;
  }
  const { format, place, detail } = fault;
  const where = place === null ? '' : ` at line ${place.line}, column ${place.column}`;
  const why = detail ?? 'syntax error';
  return `is not valid ${format.toUpperCase()}: ${why}${where}`;
}

function describeValueFault({ origin, key, within, given, expected }: ValueFault): string {
  const place = placeOf(origin, key, within);
  const wrong = wrongPartOf(expected, given);
  return `${place} is ${given ?? '(hidden)'}: ${wrong}expected ${describeExpected(expected)}`;
}

/** Which part of a long value is wrong, where that can be seen. */
function wrongPartOf({ type }: SettingValue, given: string | null): string {
  if (type !== 'week-hours' || given === null || !/^".*,.*"$/s.test(given)) return '';
  const hours = parseWeekHours(JSON.parse(given) as string);
  return hours.ok ? '' : `${JSON.stringify(hours.error)} is wrong, `;
}

/** What a value can be, as it follows "expected". */
function describeExpected(value: SettingValue): string {
  switch (value.type) {
    case 'flag':
      return 'true or false';
    case 'number': {
      const kind = value.integer ? 'a whole number' : 'a number';
      const unit = unitName(value.unit);
      return `${kind} from ${value.min} to ${value.max}${unit === null ? '' : ` ${unit}`}`;
    }
    case 'hash-rate':
      return 'hashes per second, a number above 0';
    case 'choice':
      return `one of ${value.values.join(', ')}`;
    case 'log-level':
      return `text, such as ${value.values.join(', ')}`;
    case 'text':
    case 'path': {
      const length = value.maxLength === null ? '' : ` of at most ${value.maxLength} characters`;
      const kind = value.filled === true ? 'text that is not blank' : 'text';
      return `${kind}${length} (a number or a word such as yes goes in quotes)`;
    }
    case 'pattern':
      return `a regular expression with a group, such as (\\d+) H/s, of at most ${value.maxLength} characters`;
    case 'node-address':
      return `host:port, e.g. ${HOST_ADDRESS_FORM.example}, where a port is from ${HOST_ADDRESS_FORM.minPort} to ${HOST_ADDRESS_FORM.maxPort}`;
    case 'ip-address':
      return 'an IP address';
    case 'web-address':
      return `an http:// or https:// address of at most ${value.maxLength} characters`;
    case 'hours':
      return 'hours of the day, as 22:00-07:00';
    case 'week-hours':
      return 'days with hours, as mon-fri 22:00-07:00, sat-sun 00:00-24:00';
    case 'currency':
      return 'a currency code of three letters, such as USD';
    case 'interface':
      return '*, *4, !4, *6, !6 or a host name or address';
    case 'share-difficulty': {
      const { min, max, period } = value;
      return (
        `block, a level from ${min} to ${max}, period, or period:<seconds> with ${period.min} ` +
        `to ${period.max} seconds`
      );
    }
    case 'list':
      return `a list of ${describeItems(value.item)}, at most ${value.maxItems}`;
    case 'variables':
      return (
        'names of letters, digits and _, each with a text of at most ' +
        `${value.maxLength} characters`
      );
  }
}

function describeItems(item: SettingValue): string {
  if (item.type === 'ip-address') return 'IP addresses, as 192.168.1.5';
  if (item.type === 'choice') return `words out of ${item.values.join(', ')}`;
  return item.type === 'node-address' ? 'host:port' : 'texts';
}

function placeOf(origin: GivenOrigin, key: ConfigKey, within: readonly string[] = []): string {
  return origin.kind === 'command-line'
    ? `option ${optionNames(settingOf(key).flags).long}`
    : `${prefixOf(origin)}key ${[key, ...within].join('.')}`;
}

function prefixOf(origin: ConfigOrigin): string {
  return origin.kind === 'file' ? `${origin.location}: ` : '';
}
