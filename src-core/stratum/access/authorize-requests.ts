/** The authorize requests of one session, some of which wait for the user's answer. */
import type { Authorize, AuthorizeRequest, AuthorizeVerdict } from './authorization.ts';

/** Answers them in the order in which their decisions come; closing the session withdraws the rest. */
export class AuthorizeRequests {
  readonly #authorize: Authorize;
  readonly #onFailure: (error: unknown) => void;
  readonly #waiting = new Set<AbortController>();
  #isClosed = false;

  /** @param onFailure called when {@link Authorize} failed; the machine is refused then */
  constructor(authorize: Authorize, onFailure: (error: unknown) => void) {
    this.#authorize = authorize;
    this.#onFailure = onFailure;
  }

  /**
   * Decides about a request, at once where possible; no verdict comes after {@link close}.
   * @param onWait called when it cannot be decided at once
   */
  decide(
    request: Omit<AuthorizeRequest, 'gone'>,
    onVerdict: (verdict: AuthorizeVerdict) => void,
    onWait: () => void = () => undefined,
  ): void {
    const controller = new AbortController();
    const verdict = this.#authorize({ ...request, gone: controller.signal });
    if (!(verdict instanceof Promise)) {
      onVerdict(verdict);
      return;
    }
    this.#waiting.add(controller);
    onWait();
    void verdict
      .catch((error: unknown): AuthorizeVerdict => {
        this.#onFailure(error);
        return { accepted: false, refusal: { kind: 'check-failed' } };
      })
      .then((settled) => {
        this.#waiting.delete(controller);
        if (!this.#isClosed) onVerdict(settled);
      });
  }

  /** The machine left. */
  close(): void {
    this.#isClosed = true;
    for (const controller of this.#waiting) controller.abort();
  }
}
