/** From the description of a setting's value to its type and its schema. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { isHostAddress } from './host-address.ts';
import { parseHours } from './hours.ts';
import { parseWeekHours } from './week-hours.ts';
import { parseListenAddress } from '../listening/listen-address.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';
import type { LogSetting } from '../logging/log-record.ts';
import { parseShareMode } from '../stratum/difficulty/share-target.ts';
import type { Setting, SettingValue } from './settings/setting.ts';

/** The type of a value that was described. */
type TypeOf<Value extends SettingValue> = Value extends { readonly type: 'flag' }
  ? boolean
  : Value extends { readonly type: 'number' | 'hash-rate' }
    ? number
    : Value extends { readonly type: 'choice'; readonly values: readonly (infer Choice)[] }
      ? Choice
      : Value extends { readonly type: 'log-level' }
        ? LogSetting
        : Value extends { readonly type: 'share-difficulty' }
          ? number | string
          : Value extends { readonly type: 'list'; readonly item: infer Item extends SettingValue }
            ? TypeOf<Item>[]
            : Value extends { readonly type: 'variables' }
              ? Record<string, string>
              : string;

/** The type of a setting. */
export type SettingType<Entry extends Setting> =
  TypeOf<Entry['value']> | (Entry['default'] extends null ? null : never);

/** Parses a setting; one that is missing gets its default. */
export function schemaOfSetting(setting: Setting): z.ZodType {
  const schema = schemaOf(setting.value);
  return (setting.default === null ? schema.nullable() : schema).default(setting.default);
}

function schemaOf(value: SettingValue): z.ZodType {
  switch (value.type) {
    case 'flag':
      return z.boolean();
    case 'number': {
      const number = z.number().min(value.min).max(value.max);
      return value.integer ? number.int() : number;
    }
    case 'hash-rate':
      return z.number().positive().max(value.max);
    case 'choice': {
      const choice = z.enum(value.values);
      return value.anyCase === true ? z.string().toLowerCase().pipe(choice) : choice;
    }
    case 'log-level':
      return z.string().transform(logSetting);
    case 'text':
    case 'path': {
      const text = z.string().max(value.maxLength ?? Infinity);
      return value.filled === true ? text.regex(/\S/) : text;
    }
    case 'pattern':
      return z.string().max(value.maxLength).refine(hasGroup);
    case 'node-address':
      return z.string().trim().refine(isHostAddress);
    case 'ip-address':
      return z
        .string()
        .trim()
        .refine((text) => isIP(text) !== 0 && !text.includes('%'));
    case 'web-address':
      return z.string().trim().max(value.maxLength).refine(isWebAddress);
    case 'hours':
      return z
        .string()
        .trim()
        .refine((text) => parseHours(text) !== null);
    case 'week-hours':
      return z
        .string()
        .max(value.maxLength, { abort: true })
        .trim()
        .refine((text) => parseWeekHours(text).ok);
    case 'currency':
      return z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{3}$/);
    case 'interface':
      return z
        .string()
        .trim()
        .refine((name) => parseListenAddress(name).ok);
    case 'share-difficulty':
      return z.union([
        z.number().int().min(value.min).max(value.max),
        z.string().refine((text) => text === 'block' || isPeriod(text)),
      ]);
    case 'list':
      return z.array(schemaOf(value.item)).max(value.maxItems);
    case 'variables':
      return z.record(
        z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
        z.string().max(value.maxLength),
      );
  }
}

/** Whether requests can be sent there. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Known levels in any case, as chainweb-mining-client reads them; any other text logs everything. */
function logSetting(text: string): LogSetting {
  return LOG_LEVELS.find((each) => each === text.trim().toLowerCase()) ?? text.trim();
}

/**
 * Whether the text is a regular expression with a group. The empty alternative before it matches at
 * once, so the pattern itself never runs, whatever the text is that is searched.
 */
function hasGroup(pattern: string): boolean {
  try {
    return new RegExp(`|(?:${new RegExp(pattern).source})`).exec(pattern)!.length > 1;
  } catch {
    // It is none, or too large.
    return false;
  }
}

/** Levels are numbers here: chainweb-mining-client refuses them as texts. */
function isPeriod(text: string): boolean {
  return text.startsWith('period') && parseShareMode(text).ok;
}
