/** What a setting's value can be, in a few English words for help and documents. */
import type { SettingValue, Unit } from '../../config/settings/setting.ts';

const UNIT_NAMES: Readonly<Record<Unit, string | null>> = {
  minutes: 'minutes',
  seconds: 'seconds',
  milliseconds: 'milliseconds',
  microseconds: 'microseconds',
  'hashes-per-second': 'hashes per second',
  celsius: '°C',
  // Numbers that need no unit.
  port: null,
  level: null,
  fraction: null,
};

/** The unit as it follows a number; null for none. */
export function unitName(unit: Unit | null): string | null {
  return unit === null ? null : UNIT_NAMES[unit];
}

const LIST_ITEMS: Readonly<Partial<Record<SettingValue['type'], string>>> = {
  'node-address': '`host:port`',
  'ip-address': 'IP addresses',
};

/** Unit, range, or values; words of the program are in back quotes. */
export function valueText(value: SettingValue): string {
  switch (value.type) {
    case 'flag':
      return 'boolean';
    case 'number': {
      if (value.unit === 'port') return 'port';
      const range = `${value.min} to ${value.max}`;
      const unit = unitName(value.unit);
      return unit === null ? range : `${unit}, ${range}`;
    }
    case 'hash-rate':
      return 'hashes per second';
    case 'choice':
      return inCode(value.values) + (value.anyCase === true ? ', in upper or lower case' : '');
    case 'log-level':
      return inCode(value.values);
    case 'text':
      return 'text';
    case 'pattern':
      return 'regular expression';
    case 'path':
      return 'path';
    case 'node-address':
      return '`host:port`';
    case 'ip-address':
      return 'IP address';
    case 'web-address':
      return 'http(s):// address';
    case 'hours':
      return '`HH:MM-HH:MM`';
    case 'week-hours':
      return '`DAY-DAY HH:MM-HH:MM`, …';
    case 'currency':
      return 'three letters';
    case 'interface':
      return 'interface';
    case 'share-difficulty':
      return `\`block\`, ${value.min} to ${value.max}, \`period\`, \`period:10\``;
    case 'list':
      return `list of ${listItems(value.item)}`;
    case 'variables':
      return 'names with texts';
  }
}

function listItems(item: SettingValue): string {
  return item.type === 'choice' ? inCode(item.values) : (LIST_ITEMS[item.type] ?? 'texts');
}

function inCode(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
