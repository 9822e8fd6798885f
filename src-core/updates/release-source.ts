/** Where the releases of this program are. */

interface ReleaseSource {
  /** Answers with the latest release: https://docs.github.com/en/rest/releases/releases#get-the-latest-release */
  readonly api: URL;
  /** The same for people. */
  readonly page: string;
}

/** `https://github.com/owner/name`, also as npm writes it in `repository`: `git+https://….git`, `github:owner/name`. */
const ON_GITHUB =
  /^(?:(?:git\+)?https:\/\/github\.com\/|github:)([\w-]{1,39}\/[\w.-]{1,100}?)(?:\.git)?\/?$/;

/**
 * The releases of a repository on GitHub.
 * @param repository as `package.json` names it: an address, or an object with one
 * @returns null where there is none, or elsewhere
 */
export function releaseSourceOf(repository: unknown): ReleaseSource | null {
  const address =
    typeof repository === 'object' && repository !== null && 'url' in repository
      ? repository.url
      : repository;
  const path = typeof address === 'string' ? ON_GITHUB.exec(address)?.[1] : undefined;
  if (path === undefined) return null;
  return {
    api: new URL(`https://api.github.com/repos/${path}/releases/latest`),
    page: `https://github.com/${path}/releases/latest`,
  };
}
