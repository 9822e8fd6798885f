import { expect, it } from 'vitest';
import { rigName } from './rig-name.ts';

const key = 'ab12'.repeat(16);
const hash = 'Yd_x-'.padEnd(43, 'q');

it.each([
  // As pools split it.
  ['account.rig', 'rig'],
  ['account.rig.01', 'rig.01'],
  ['k:ab.rig.2', 'rig.2'],
  ['k:ab.', ''],
  ['.rig', 'rig'],
  ['rig', 'rig'],
  // Other separators behind an account.
  [`k:${key}/rig1`, 'rig1'],
  [`k:${key}_rig1`, 'rig1'],
  [`k:${key}+rig1`, 'rig1'],
  [`${key}_rig_1`, 'rig_1'],
  [`w:${hash}:keys-all.rig`, 'rig'],
  [`c:${hash}_rig`, 'rig'],
  ['account/rig', 'rig'],
  ['account/rig.01', 'rig.01'],
  ['me@home.org/rig1', 'rig1'],
  ['me@home.org.rig1', 'rig1'],
  ['me@home.co.uk.1', '1'],
  // An account alone.
  [`k:${key}`, `k:${key}`],
  [`w:${hash}:keys-all`, `w:${hash}:keys-all`],
  // Names that only look like an account with a rig.
  ['me@home.org', 'me@home.org'],
  ['first.last@home.co.uk', 'first.last@home.co.uk'],
  ['192.168.1.20', '192.168.1.20'],
  ['192.168.1.20:4028', '192.168.1.20:4028'],
  ['192.168.1.20.rig1', 'rig1'],
  ['192.168.1.20_rig1', 'rig1'],
  ['192.168.1.20/rig1', 'rig1'],
  ['192.168.1.20:4028.rig', 'rig'],
  ['192.168.1.20.', '192.168.1.20.'],
  ['account.192.168.1.20', '192.168.1.20'],
  ['garage.local', 'garage.local'],
  ['kd5.home.arpa', 'kd5.home.arpa'],
  ['fe80::1', 'fe80::1'],
  ['rig_01', 'rig_01'],
  ['KD BOX 2.5', 'KD BOX 2.5'],
  // As some firmware encodes it.
  [`k%3A${key}%2Erig1`, 'rig1'],
  ['left%7eright', 'left~right'],
  ['left%7fright', 'left%7fright'],
  ['100%', '100%'],
])('the rig of %s is %s', (user, rig) => {
  expect(rigName(user)).toBe(rig);
});
