import { expect, it } from 'vitest';
import { isAllowedLink } from './external-links.ts';

it('opens the places that the program points to', () => {
  expect(isAllowedLink('https://github.com/kadena-io/chainweb-node')).toBe(true);
});

it.each([
  'http://github.com/kadena-io/chainweb-node',
  'https://github.com/someone-else/x',
  'https://github.com.evil.example/kadena-io/x',
  'https://user:pass@github.com/kadena-io/x',
  'https://github.com/kadena-io/../someone-else/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '',
])('does not open %s', (address) => {
  expect(isAllowedLink(address)).toBe(false);
});
