/** A configuration that cannot be used, as a failure of the contract. */
import { describeConfigError } from '../../src-core/index.ts';
import type { ConfigError } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';

export function configFailure(error: ConfigError): Failure {
  return { kind: 'config', error: { message: describeConfigError(error) } };
}
