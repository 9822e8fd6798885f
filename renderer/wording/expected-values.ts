/** What the value of a setting can be, as a sentence about a wrong one ends. */
import type { SettingValue } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';

const LISTS: Readonly<Partial<Record<SettingValue['type'], MessageId>>> = {
  'node-address': 'config.expected.nodes',
  'ip-address': 'config.expected.ipAddresses',
};

/** Numbers are written as a configuration has them: `65535`, not `65,535`. */
export function expectedText({ t }: Pick<Translation, 't'>, value: SettingValue): string {
  switch (value.type) {
    case 'flag':
      return t('config.expected.flag');
    case 'number': {
      const range = { min: String(value.min), max: String(value.max) };
      return t(value.integer ? 'config.expected.whole' : 'config.expected.number', range);
    }
    case 'hash-rate':
      return t('config.expected.hashRate');
    case 'choice':
      return t('config.expected.choice', { values: value.values.join(', ') });
    case 'log-level':
      return t('config.expected.logLevel', { values: value.values.join(', ') });
    case 'text':
    case 'path':
      return value.maxLength === null
        ? t('config.expected.text')
        : t('config.expected.textUpTo', { most: value.maxLength });
    case 'pattern':
      return t('config.expected.pattern', { most: value.maxLength });
    case 'node-address':
      return t('config.expected.node');
    case 'ip-address':
      return t('config.expected.ipAddress');
    case 'web-address':
      return t('config.expected.webAddress', { most: value.maxLength });
    case 'hours':
      return t('config.expected.hours');
    case 'week-hours':
      return t('config.expected.weekHours');
    case 'currency':
      return t('config.expected.currency');
    case 'interface':
      return t('config.expected.interface');
    case 'share-difficulty':
      return t('config.expected.difficulty', {
        min: String(value.min),
        max: String(value.max),
        least: String(value.period.min),
        most: String(value.period.max),
      });
    case 'list':
      return value.item.type === 'choice'
        ? t('config.expected.choices', { values: value.item.values.join(', ') })
        : t(LISTS[value.item.type] ?? 'config.expected.texts', { most: value.maxItems });
    case 'variables':
      return t('config.expected.variables', { most: value.maxLength });
  }
}
