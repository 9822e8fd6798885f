/**
 * The user's approval of rigs seen for the first time: asked once per rig and address, however many
 * sessions wait for the answer, which is kept. Few questions are open at a time, and those whose
 * machines have gone are withdrawn.
 */
import { peerNetwork } from '../../listening/peer-network.ts';
import type { AccessRefusal } from '../refusals.ts';
import type { AuthorizeRequest } from './authorization.ts';

/**
 * Asks the user about a rig; null where the question was dropped, as the user is not asked any more.
 * @param withdrawn aborted when no machine waits for the answer any more
 */
export type AskFirst = (
  request: AuthorizeRequest,
  withdrawn: AbortSignal,
) => boolean | Promise<boolean | null>;

interface Question {
  /** See peer-network.ts. */
  readonly network: string;
  readonly answer: Promise<boolean | null>;
  readonly withdraw: AbortController;
  /** Requests that wait for it. */
  waiting: number;
  /** Withdraws it, once nothing waits. */
  withdrawal: NodeJS.Timeout | undefined;
}

/** Answers remembered at most: far more rigs than anyone owns. */
const ANSWER_LIMIT = 10_000;
const OPEN_LIMIT = 100;
const OPEN_PER_NETWORK = 4;
/** Machines reconnect: the question stays for a while after the last one that waited left. */
const WITHDRAW_AFTER_MS = 30_000;

/** The questions that are open and the answers that are known. */
export class PendingApprovals {
  readonly #ask: AskFirst;
  readonly #withdrawAfterMs: number;
  readonly #answers = new Map<string, boolean>();
  readonly #open = new Map<string, Question>();

  constructor(ask: AskFirst, withdrawAfterMs = WITHDRAW_AFTER_MS) {
    this.#ask = ask;
    this.#withdrawAfterMs = withdrawAfterMs;
  }

  /** The answer if it is known, the promise of one, or why the user cannot be asked now. */
  about(request: AuthorizeRequest): boolean | Promise<boolean | null> | AccessRefusal {
    const key = `${request.peer.address} ${request.rig.toLowerCase()}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const open = this.#open.get(key);
    if (open !== undefined) return this.#waitFor(key, open, request.gone);

    const network = peerNetwork(request.peer.address);
    const where = this.#fullAt(network);
    if (where !== null) return { kind: 'too-many-waiting', where };
    const withdraw = new AbortController();
    const answer = this.#ask(request, withdraw.signal);
    if (typeof answer === 'boolean') return answer;
    const question = { network, answer, withdraw, waiting: 0, withdrawal: undefined };
    this.#open.set(key, question);
    answer.then(
      (accepted) => {
        // An answer that comes after the question was withdrawn is dropped.
        const isOpen = this.#close(key, question);
        if (isOpen && accepted !== null) this.#answers.set(key, accepted);
      },
      // A question that failed may be asked again; those that wait for it get the rejection.
      () => this.#close(key, question),
    );
    return this.#waitFor(key, question, request.gone);
  }

  #waitFor(key: string, question: Question, gone: AbortSignal): Promise<boolean | null> {
    question.waiting += 1;
    clearTimeout(question.withdrawal);
    const onGone = (): void => {
      question.waiting -= 1;
      if (question.waiting === 0) this.#withdrawLater(key, question);
    };
    gone.addEventListener('abort', onGone);
    return question.answer;
  }

  #withdrawLater(key: string, question: Question): void {
    question.withdrawal = setTimeout(() => {
      if (this.#close(key, question)) question.withdraw.abort();
    }, this.#withdrawAfterMs).unref();
  }

  /** False when it was not open any more. */
  #close(key: string, question: Question): boolean {
    return this.#open.get(key) === question && this.#open.delete(key);
  }

  /** What has as many open questions as it may; null where another can be asked. */
  #fullAt(network: string): 'server' | 'address' | null {
    if (this.#answers.size >= ANSWER_LIMIT || this.#open.size >= OPEN_LIMIT) return 'server';
    let fromNetwork = 0;
    for (const question of this.#open.values()) if (question.network === network) fromNetwork += 1;
    return fromNetwork < OPEN_PER_NETWORK ? null : 'address';
  }
}
