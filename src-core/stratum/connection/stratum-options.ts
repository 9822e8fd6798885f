/** What a Stratum server is started with. */
import type { Authorize } from '../access/authorization.ts';
import type { ShareMode } from '../difficulty/share-target.ts';
import type { StratumLimits } from '../stratum-limits.ts';

export interface StratumOptions {
  /** Where to listen, see listen-address.ts; `*` by default. */
  readonly interface?: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly mode: ShareMode;
  /**
   * Level that vardiff begins with, and the easiest that machines may ask for; 42 by default. Slow
   * machines still get easier shares by vardiff.
   */
  readonly minLevel?: number;
  /**
   * How often each lane's work is sent again with a later creation time; 1000 ms by default. At most
   * 1200 ms where shares are as rare as blocks: see `jobInterval` of job-lanes.ts.
   */
  readonly rateMs?: number;
  /** Who may mine; every machine by default. */
  readonly authorize?: Authorize;
  /** Whether jobs wait for an accepted authorize. By default where `authorize` is given. */
  readonly isAuthorizationRequired?: boolean;
  readonly limits?: Partial<StratumLimits>;
  /** What `client.get_version` answers. */
  readonly softwareName?: string;
  /** Nonces one session has per header, 2^48 by the protocol. */
  readonly noncesPerHeader?: number;
  /** How many sessions can have a nonce1 of their own, 65,536 by the protocol. */
  readonly nonce1Count?: number;
  /** Whether sessions of this computer itself count without limit; true by default. */
  readonly isLoopbackExempt?: boolean;
  /** IP addresses of proxies that send a PROXY header; none by default. */
  readonly proxies?: readonly string[];
}
