/** Texts as long as each reader takes them, made of one piece again and again: none may keep it busy. */
import fc from 'fast-check';
import { describeConfigError } from '../../../src-core/command-line/texts/config-sentences.ts';
import { faultOf } from '../../../src-core/config/config-merge.ts';
import { parseConfigText } from '../../../src-core/config/files/config-text.ts';
import { digestChallenge } from '../../../src-core/devices/drivers/antminer/digest-auth.ts';
import { parseCgminerAnswer } from '../../../src-core/devices/drivers/cgminer/cgminer-json.ts';
import { webAnswerText } from '../../../src-core/devices/drivers/reach/web-answer-text.ts';
import { machineText, quotedAnswer } from '../../../src-core/devices/machine-text.ts';
import { visibleText } from '../../../src-core/logging/visible-text.ts';
import {
  parseCut,
  parseHeaderPage,
  parseInfo,
  parseReward,
} from '../../../src-core/node/answer-parsers.ts';
import { createUpdateParser } from '../../../src-core/node/updates/update-events.ts';
import { parsePeerJson } from '../../../src-core/peers/peer-json.ts';
import { cleanName } from '../../../src-core/stratum/peer-text.ts';
import { rigName } from '../../../src-core/stratum/rig-name.ts';
import { MessageReader } from '../../../src-core/stratum/socket/message-reader.ts';
import { isRequest, parseRequest } from '../../../src-core/stratum/stratum-messages.ts';
import { parseAnswer } from '../../../src-core/workers/external/external-answer.ts';
import type { Door } from '../door.ts';

const KIB = 1024;

interface Reader {
  /** The most that reaches it, characters. */
  readonly most: number;
  readonly read: (text: string) => void;
}

function readConfig(text: string, format: 'yaml' | 'json'): void {
  const parsed = parseConfigText(text, format);
  if (!parsed.ok) return;
  const fault = faultOf({ origin: { kind: 'command-line' }, ...parsed.value });
  if (fault !== null) describeConfigError(fault);
}

const READERS: Readonly<Record<string, Reader>> = {
  'peer-json': { most: 1024 * KIB, read: parsePeerJson },
  'stratum-line': { most: 8 * KIB, read: parseRequest },
  'stratum-bytes': {
    most: 64 * KIB,
    read(text) {
      const reader = new MessageReader(8 * KIB, isRequest);
      reader.push(Buffer.from(text));
      while (reader.read() !== null);
    },
  },
  'stratum-name': { most: 8 * KIB, read: (text) => rigName(cleanName(text)) },
  yaml: { most: 1024 * KIB, read: (text) => readConfig(text, 'yaml') },
  json: { most: 1024 * KIB, read: (text) => readConfig(text, 'json') },
  'machine-json': { most: 256 * KIB, read: parseCgminerAnswer },
  'machine-page': {
    most: 256 * KIB,
    read: (text) =>
      webAnswerText({ status: 200, headers: { server: text.slice(0, 16 * KIB) }, body: text }),
  },
  'machine-challenge': { most: 16 * KIB, read: digestChallenge },
  'machine-text': { most: 256 * KIB, read: machineText },
  'machine-quote': {
    most: 256 * KIB,
    read: (text) => quotedAnswer(text, ['correct horse', 'aaaa']),
  },
  'node-info': { most: 1024 * KIB, read: (text) => parseInfo(Buffer.from(text)) },
  'node-cut': { most: 1024 * KIB, read: (text) => parseCut(Buffer.from(text)) },
  'node-page': { most: 1024 * KIB, read: (text) => parseHeaderPage(Buffer.from(text), 12) },
  'node-payload': { most: 1024 * KIB, read: (text) => parseReward(Buffer.from(text)) },
  'node-updates': {
    most: 1024 * KIB,
    read: (text) => createUpdateParser(() => undefined)(Buffer.from(text)),
  },
  'external-answer': {
    most: 64 * KIB,
    read: (text) => parseAnswer({ code: 0, signal: null }, text),
  },
  'log-line': { most: 64 * KIB, read: visibleText },
};

const PIECES = [
  ...['[', '{"a":', '"', '\\', '\\"', ' ', ',', '9', '\n', '\r', '\0', ':', '{', '}{', ']['],
  ...['- ', '? ', '&a ', '*a ', '!!x ', '| \n', '"a": 1,', '{"a":1},', 'a: \n ', '# ', '%', "'"],
  ...['\ud800', 'é', '\u202e', '<', '<a ', 'a@', 'a:b@', '@', 'a.', '.', '/', '%41', 'Digest a="'],
  ...[
    'a=',
    '","',
    '\\u0000',
    '-',
    'e',
    'a\t',
    'data:\n\n',
    'event: x\n',
    'pass":"',
    'c o r r e c t ',
  ],
  ...['"__proto__":', '<<: ', '1e9', '[[],', '{"0":{"height":1,"hash":"', '\u200b', 'aaa', 'k:0'],
];

const edge = fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.constant('{"nodeVersion":'));

export const giantTexts: Door<{
  readonly reader: string;
  readonly parts: readonly [string, string, string];
  /** Of the longest that it takes, 2^-n. */
  readonly halvings: number;
}> = {
  name: 'giant-texts',
  inputs: 10_000,
  together: 4,
  input: fc.record({
    reader: fc.constantFrom(...Object.keys(READERS)),
    parts: fc.tuple(
      edge,
      fc.oneof(
        fc.constantFrom(...PIECES),
        fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 3 }).map((p) => p.join('')),
      ),
      edge,
    ),
    halvings: fc.nat(5),
  }),
  open: () =>
    Promise.resolve({
      send(texts) {
        for (const { reader, parts, halvings } of texts) {
          const { most, read } = READERS[reader]!;
          const [before, again, after] = parts;
          const count = Math.floor(most / 2 ** halvings / again.length);
          read((before + again.repeat(count) + after).slice(0, most));
        }
      },
    }),
};
