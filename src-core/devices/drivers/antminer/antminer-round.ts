/** One round at an Antminer's web interface, with digest authentication. */
import { randomBytes } from 'node:crypto';
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { DeviceIdentity, DeviceLogin } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer, textOf } from '../../machine-text.ts';
import { macOf } from '../cgminer/identify-cgminer.ts';
import { antminerModel, isSameModel } from '../../models.ts';
import { isFields } from '../cgminer/cgminer-json.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import type {
  DeviceIo,
  MachineAnswer,
  MachineLine,
  MachineRequest,
} from '../reach/machine-line.ts';
import { digestAuthorization, digestChallenge } from './digest-auth.ts';
import type { DigestChallenge } from './digest-auth.ts';

/** A request with the login; refusals are failures. `path` begins with `/cgi-bin/`. */
export type Ask = (
  method: 'GET' | 'POST',
  path: string,
  more?: Pick<MachineRequest, 'json' | 'mayHangUp' | 'answerMs'>,
) => Promise<Result<MachineAnswer, DeviceError>>;

const USUAL_USER = 'root';

/**
 * Runs `work` in a round of its own, after it is clear that the same machine still answers there.
 * @param onMac takes the MAC of the machine that answers, the same or another
 */
export function antminerRound<T>(
  identity: DeviceIdentity,
  io: DeviceIo,
  onMac: (mac: string) => void,
  login: DeviceLogin,
  signal: AbortSignal,
  work: (ask: Ask) => Promise<Result<T, DeviceError>>,
): Promise<Result<T, DeviceError>> {
  return io.round(identity.host, 'quick', signal, async (machine) => {
    const ask = withDigest(machine, identity.webPort, login);
    const other = await otherMachine(ask, identity, onMac);
    return other === null ? work(ask) : err(other);
  });
}

/** The first request asks for a challenge, which the ones after it use too. */
function withDigest(machine: MachineLine, port: number, { user, password }: DeviceLogin): Ask {
  let challenge: DigestChallenge | null = null;
  let count = 0;
  return async (method, path, more = {}) => {
    const send = async (): Promise<Result<MachineAnswer, DeviceError>> => {
      if (challenge === null) return machine.http({ method, port, path, ...more });
      count += 1;
      const authorization = digestAuthorization(challenge, {
        method,
        uri: path,
        user: user ?? USUAL_USER,
        password,
        cnonce: randomBytes(8).toString('hex'),
        count,
      });
      return machine.http({ method, port, path, ...more, headers: { authorization } });
    };
    // Without a challenge, with one, and with a new one where that had become stale.
    for (let attempt = 0; ; attempt += 1) {
      const hadChallenge: boolean = challenge !== null;
      const answer = await send();
      if (!answer.ok) return answer;
      const { status, headers, body } = answer.value;
      if (status !== 401) return status < 300 ? answer : err(refused(status, body));
      const given = digestChallenge(headers['www-authenticate']);
      if (given === null) return err(refused(status, body));
      if (hadChallenge && (!given.isStale || attempt > 1)) {
        return err({ kind: 'password-wrong', answer: quotedAnswer(titleOf(body)) || null });
      }
      challenge = given;
      count = 0;
    }
  };
}

function refused(status: number, body: string): DeviceError {
  return { kind: 'refused', status, answer: quotedAnswer(titleOf(body)) };
}

/** What a page of a web server says, without its markup. */
function titleOf(body: string): string {
  const start = body.slice(0, 4_096);
  return start.startsWith('{') ? start : start.replace(/<[^>]*>/g, ' ');
}

/** The JSON object of an answer. */
export function fieldsOf({ body }: MachineAnswer): Result<Fields, DeviceError> {
  const parsed = parsePeerJson(body);
  if (parsed.ok && isFields(parsed.value)) return ok(parsed.value);
  return err({ kind: 'nonsense', answer: quotedAnswer(titleOf(body)) });
}

/** Why nothing is asked or written here; null where it is the machine that it was. */
async function otherMachine(
  ask: Ask,
  { model, mac }: DeviceIdentity,
  onMac: (mac: string) => void,
): Promise<DeviceError | null> {
  const answer = await ask('GET', '/cgi-bin/get_system_info.cgi');
  if (!answer.ok) {
    // Not every firmware has it.
    const isMissing = answer.error.kind === 'refused' && answer.error.status === 404;
    return isMissing ? null : answer.error;
  }
  const info = fieldsOf(answer.value);
  if (!info.ok) return null;
  const type = textOf(info.value['minertype']);
  const reported = type === null ? null : antminerModel(type, null);
  const address = macOf(info.value['macaddr']);
  if (address !== null) onMac(address);
  const isOther =
    (mac !== null && address !== null && address !== mac) ||
    (model !== null && reported !== null && !isSameModel(model, reported));
  return isOther ? { kind: 'another-machine', model: reported } : null;
}
