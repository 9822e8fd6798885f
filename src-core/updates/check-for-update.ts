/** Asks once for the latest release. What the answer says is not trusted: only a version is taken from it. */
import { z } from 'zod';
import { openConnections } from '../http/connections.ts';
import type { HttpFailureKind } from '../http/http-failure.ts';
import type { Environment } from '../http/proxy-choice.ts';
import { sendAlone } from '../http/send-alone.ts';
import { parsePeerJson } from '../peers/peer-json.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { isNewer, versionIn } from './version-order.ts';

/** Why it is not known. */
export type UpdateFault =
  /** `detail` is the system's own text, in English. */
  | { readonly kind: 'not-reached'; readonly cause: HttpFailureKind; readonly detail: string }
  | { readonly kind: 'no-release' }
  | { readonly kind: 'refused'; readonly status: number }
  /** The answer names no version. */
  | { readonly kind: 'nonsense' };

export interface LatestRelease {
  /** For example `1.2.3`. */
  readonly version: string;
  readonly isNewer: boolean;
}

const CONNECT_MS = 10_000;
/** A release with its notes and its files has some 50 KB. */
const LIMITS = { connectMs: CONNECT_MS, answerMs: 15_000, maxBytes: 1024 * 1024 };
const NOT_FOUND = 404;

const releaseSchema = z.object({ tag_name: z.string().max(100) });

/**
 * Compares the latest release with this version. Redirects are not followed.
 * @param api see {@link ReleaseSource}
 * @param version this program's
 */
export async function checkForUpdate(
  api: URL,
  version: string,
  environment: Environment = process.env,
): Promise<Result<LatestRelease, UpdateFault>> {
  const connections = openConnections({ insecure: false, connectMs: CONNECT_MS, environment });
  // GitHub refuses requests without a user agent.
  const headers = { accept: 'application/vnd.github+json', 'user-agent': `heddle/${version}` };
  try {
    const sent = await sendAlone(connections, { method: 'GET', url: api, headers }, LIMITS);
    if (!sent.ok) {
      const { kind: cause, detail } = sent.error;
      return err({ kind: 'not-reached', cause, detail });
    }
    const { status, body } = sent.value;
    if (status === NOT_FOUND) return err({ kind: 'no-release' });
    if (status !== 200) return err({ kind: 'refused', status });
    const latest = versionOf(body.toString());
    if (latest === null) return err({ kind: 'nonsense' });
    return ok({ version: latest, isNewer: isNewer(latest, version) });
  } finally {
    connections.close();
  }
}

function versionOf(text: string): string | null {
  const json = parsePeerJson(text);
  const release = json.ok ? releaseSchema.safeParse(json.value) : null;
  return release?.success === true ? versionIn(release.data.tag_name) : null;
}
