/** Every solution that was posted in a case: what the node said, and whether the miner has heard it. */
import { blockHash, toBase64Url } from '../../src-core/chainweb/block-hash.ts';
import { decodeWorkHeader } from '../../src-core/chainweb/work-header.ts';
import { createEventWaits } from '../../src-core/devices/setup/event-waits.ts';

export interface Post {
  /** Hash of the block, base64url; null where the body is no header. */
  readonly id: string | null;
  /** Base URL of the node that it was for. */
  readonly node: string;
  /** What the node itself answered; null before, or where it never did. */
  status: number | null;
  /** The miner has got the whole answer, and that was the node's. */
  isAnswered: boolean;
  /** The miner had an answer for good to this solution before it posted it. */
  readonly isRepeat: boolean;
}

interface OpenPost {
  nodeSaid(status: number): void;
  /** The whole answer went to the miner. */
  delivered(): void;
}

export interface PostBook {
  readonly all: readonly Post[];
  /** Resolves once the posts fit, looked at after each of them and after each answer. */
  until(fits: (all: readonly Post[]) => boolean): Promise<void>;
  open(body: Buffer, node: string): OpenPost;
}

/** Without any post. */
export function createPostBook(): PostBook {
  const all: Post[] = [];
  const { until, lookAgain } = createEventWaits();
  const { signal } = new AbortController();
  return {
    all,
    async until(fits) {
      await until(() => (fits(all) ? true : null), signal);
    },
    open(body, node) {
      const header = decodeWorkHeader(body);
      const id = header.ok ? toBase64Url(blockHash(header.value)) : null;
      const isRepeat = all.some(
        (post) => post.id === id && post.isAnswered && isForGood(post.status),
      );
      const post: Post = { id, node, status: null, isAnswered: false, isRepeat };
      all.push(post);
      lookAgain();
      return {
        nodeSaid: (status) => void (post.status = status),
        delivered() {
          post.isAnswered = post.status !== null;
          lookAgain();
        },
      };
    },
  };
}

/** Whether a repeated request would get the same answer: taken, or refused for its own sake. */
export function isForGood(status: number | null): boolean {
  if (status === null) return false;
  return status === 200 || (status >= 400 && status < 500 && ![408, 425, 429].includes(status));
}
