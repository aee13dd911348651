import { InputError } from '@backstage/errors';
import { longestAuthoredQuery, SloSpec } from '@goreliable/plugin-slo-common';

/**
 * The SLO that is meant, the first by default.
 *
 * @throws InputError if there is no such SLO, or its queries are too long to be tried
 */
export function chosenSpec(
  specs: readonly SloSpec[],
  wanted: { service: string; name: string } | undefined,
): SloSpec {
  const spec = wanted
    ? specs.find(
        ({ service, name }) =>
          service === wanted.service && name === wanted.name,
      )
    : specs[0];
  if (!spec) {
    throw new InputError(
      `The spec has no SLO '${wanted?.name}' of the service '${wanted?.service}'`,
    );
  }
  const { sli } = spec;
  const queries =
    sli.kind === 'raw'
      ? [sli.errorRatioQuery]
      : [sli.errorQuery, sli.totalQuery];
  if (queries.some(({ length }) => length > longestAuthoredQuery)) {
    throw new InputError(
      `A query of '${spec.name}' has more than ${longestAuthoredQuery} characters: record a part of it by a rule of its own`,
    );
  }
  return spec;
}
