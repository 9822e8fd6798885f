/** HTTP digest authentication (RFC 7616, MD5 with qop=auth) as Antminers have it. */
import { createHash, randomBytes } from 'node:crypto';
import type { Machine } from '../machine/machine.ts';
import type { WebAnswer, WebRequest } from '../interfaces/web-server.ts';

const REALM = 'antMiner Configuration';
const USER = 'root';

/** The demand for a login, or null when the request carries the right one. */
export type DigestCheck = (request: WebRequest) => WebAnswer | null;

/** Checks logins as the firmware of an Antminer does. */
export function createDigestCheck(machine: Machine): DigestCheck {
  const nonces = new Set<string>();
  let asked = 0;

  function demand(): WebAnswer {
    const nonce = randomBytes(16).toString('hex');
    nonces.add(nonce);
    return {
      status: 401,
      body: '<html><title>401 - Unauthorized</title></html>',
      headers: { 'WWW-Authenticate': `Digest realm="${REALM}", nonce="${nonce}", qop="auth"` },
    };
  }

  return (request) => {
    const given = digestFields(request.headers.authorization ?? '');
    if (given === null) return demand();
    asked += 1;
    const { sporadic401, refusesPassword } = machine.faults;
    if (refusesPassword || (sporadic401 > 0 && asked % sporadic401 === 0)) return demand();
    const { username, realm, nonce = '', uri, qop, nc, cnonce, response } = given;
    if (username !== USER || realm !== REALM || uri !== request.url) return demand();
    if (!nonces.has(nonce) || qop !== 'auth') return demand();
    const secret = md5(`${USER}:${REALM}:${machine.password}`);
    const asking = md5(`${request.method}:${request.url}`);
    const expected = md5(`${secret}:${nonce}:${nc}:${cnonce}:${qop}:${asking}`);
    return response === expected ? null : demand();
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The fields of `Authorization: Digest name="value", name=value`. */
function digestFields(header: string): Readonly<Record<string, string>> | null {
  const [, list] = /^Digest\s+(.*)$/i.exec(header) ?? [];
  if (list === undefined) return null;
  const fields = [...list.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/g)];
  return Object.fromEntries(
    fields.map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']),
  );
}
