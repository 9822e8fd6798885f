import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { waysText } from './notice-ways.ts';

const WEBHOOK = 'https://me:s3cret@ntfy.sh/secret-topic?auth=s3cret';

it.each([
  [true, WEBHOOK, 'You are notified on this desktop and at ntfy.sh.'],
  [true, null, 'You are notified on this desktop. A webhook also reaches you elsewhere.'],
  [false, WEBHOOK, 'You are notified at ntfy.sh.'],
  [false, null, 'Notices are only listed here: neither this desktop nor a webhook shows them.'],
])(
  'says where notices go, and nothing secret of the address: desktop %s, webhook %s',
  (desktop, webhook, text) => {
    expect(waysText(translationTo('en'), { desktop, webhook })).toBe(text);
    expect(waysText(translationTo('de'), { desktop, webhook })).not.toBe(text);
  },
);
