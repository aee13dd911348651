import { parseSpecs, SloSpec } from '../specs';
import { openSloName } from './draft';
import { documentsOf, isManaged, textAt } from './specDocuments';
import { toOpenSloDocument } from './writeSpec';
import { changesTo, withChanges } from './yamlEdits';

/**
 * Puts an SLO in the place of the one that a file of OpenSLO has.
 *
 * @param wanted - the name that it has in the file
 * @returns `undefined` if it is not there
 */
export function putOpenSlo(
  text: string,
  spec: SloSpec,
  wanted: string,
): string | undefined {
  const map = documentsOf(text).find(
    each =>
      each.get('apiVersion') === 'openslo/v1' &&
      each.get('kind') === 'SLO' &&
      textAt(each, ['metadata', 'name']) === openSloName(wanted) &&
      textAt(each, ['spec', 'service']) === spec.service,
  );
  if (!map) {
    return undefined;
  }
  const {
    spec: target,
    metadata,
    ...rest
  } = toOpenSloDocument(spec) as {
    spec: Record<string, unknown>;
    metadata: unknown;
  };
  const { objectives, timeWindow, indicator, ...body } = target;
  const present = parseSpecs(text).specs.find(
    ({ service, name }) => service === spec.service && name === wanted,
  );
  // It can be written in more ways than one: as it is, as long as it says the same.
  const isSameSli = JSON.stringify(present?.sli) === JSON.stringify(spec.sli);
  const wantedBody = isSameSli ? body : { ...body, indicator };
  const changes = changesTo(
    map.toJSON(),
    { ...rest, metadata, spec: wantedBody },
    path => isManaged(path) && !(isSameSli && path[1] === 'indicator'),
  );
  return withChanges(text, map, [
    ...changes,
    ...(present?.objectivePercent === spec.objectivePercent
      ? []
      : [{ path: ['spec', 'objectives'], value: objectives }]),
    ...(present?.periodDays === spec.periodDays
      ? []
      : [{ path: ['spec', 'timeWindow'], value: timeWindow }]),
  ]);
}
