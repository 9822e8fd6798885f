/** A machine that answers as a test says, without a connection, and all that is asked of it. */
import { err, ok } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type {
  CgminerRequest,
  DeviceIo,
  MachineAnswer,
  MachineRequest,
} from '../reach/machine-line.ts';

/** A body, parts of an answer, or why there is none. */
export type Said = string | Partial<MachineAnswer> | DeviceError;

export interface AnsweringMachine {
  readonly io: DeviceIo;
  /** `GET /mcb/status`, `4028 summary`, in the order in which they came; `rest` where it was to be left alone. */
  readonly asked: string[];
  readonly requests: MachineRequest[];
  readonly commands: CgminerRequest[];
  readonly paces: string[];
  /** By what is asked; one list gives one answer after the other, the last of them for ever. */
  answers: Record<string, Said | readonly Said[]>;
}

const OFF: DeviceError = { kind: 'unreachable', detail: 'off', code: 'ECONNREFUSED' };

/** What it has no answer to it refuses. Queries of paths are left out of what is asked. */
export function answeringMachine(answers: AnsweringMachine['answers']): AnsweringMachine {
  const machine: AnsweringMachine = {
    asked: [],
    requests: [],
    commands: [],
    paces: [],
    answers,
    io: {
      round(_host, pace, _signal, work) {
        machine.paces.push(pace);
        return work({
          http(request) {
            machine.requests.push(request);
            const said = answerTo(`${request.method} ${request.path.replace(/\?.*$/, '')}`);
            if (typeof said === 'object' && 'kind' in said) return Promise.resolve(err(said));
            const more = typeof said === 'string' ? { body: said } : said;
            return Promise.resolve(ok({ status: 200, headers: {}, body: '', ...more }));
          },
          cgminer(request) {
            machine.commands.push(request);
            const said = answerTo(`${request.port} ${request.command}`);
            if (typeof said === 'string') return Promise.resolve(ok(said));
            return Promise.resolve(err('kind' in said ? said : OFF));
          },
          goGently: () => void machine.asked.push('rest'),
        });
      },
      close: () => undefined,
    },
  };

  function answerTo(what: string): Said {
    machine.asked.push(what);
    const said = machine.answers[what] ?? OFF;
    if (!isList(said)) return said;
    const [first = OFF, ...others] = said;
    if (others.length > 0) machine.answers[what] = others;
    return first;
  }

  return machine;
}

function isList(said: Said | readonly Said[]): said is readonly Said[] {
  return Array.isArray(said);
}
