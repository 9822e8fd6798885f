/** What a configuration's text holds, before anyone looked at what it means. */

export type ConfigFormat = 'yaml' | 'json';

/** Keys as a text gives them, not checked yet. */
export type ConfigKeys = Readonly<Record<string, unknown>>;
