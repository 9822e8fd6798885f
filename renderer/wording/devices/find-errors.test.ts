import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { findErrorText } from './find-errors.ts';

it.each(['unreadable', 'too-large', 'too-many', 'not-private'] as const)(
  'names the text that is no range to search: %s',
  (reason) => {
    const error = { kind: 'range', text: '8.8.8.8', reason } as const;
    expect(findErrorText(translationTo('en'), error)).toContain('“8.8.8.8”');
    expect(findErrorText(translationTo('de'), error)).toContain('„8.8.8.8“');
  },
);
