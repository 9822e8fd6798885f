/** Answers of nodes, as they are parsed. */
import {
  parseCut,
  parseHeaderPage,
  parseInfo,
  parseReward,
} from '../../../src-core/node/answer-parsers.ts';
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import { hostileBodyOf } from '../../../src-core/tests/hostile/node-answers.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

const PARSERS = [parseInfo, parseCut, (body: Buffer) => parseHeaderPage(body, 12), parseReward];

export const nodeAnswers: Door<string> = {
  name: 'node-answers',
  inputs: 100_000,
  together: 32,
  input: hostileBodyOf(hostileJsonWith(50)),
  open: () =>
    Promise.resolve({
      send(bodies) {
        for (const body of bodies) {
          for (const parse of PARSERS) {
            const read = parse(Buffer.from(body));
            const detail = read.ok ? '' : read.error.detail;
            mustHold(detail.length <= 400, 'a refusal is short', detail);
          }
        }
      },
    }),
};
