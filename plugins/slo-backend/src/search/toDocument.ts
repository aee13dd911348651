import {
  objectiveInWords,
  percentInWords,
  reasonInWords,
  Slo,
} from '@goreliable/plugin-slo-common';
import { IndexableDocument } from '@backstage/plugin-search-common';

/** What the search knows of an SLO. */
export type SloDocument = IndexableDocument & {
  kind: 'SLO';
  service: string;
  /** When it was indexed; the page says what it is now. */
  state: string;
  /** Ref of the entity that it belongs to. */
  entityRef?: string;
  owner?: string;
};

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

/** The objective in words. */
function objectiveOf({ objective, periodDays }: Slo): string {
  return objective === undefined
    ? 'Its objective is not known'
    : objectiveInWords(objective, periodDays);
}

/** An SLO as a document of the search, visible to those who may see the SLO. */
export function toDocument(slo: Slo): SloDocument {
  const { id, service, name, source, state, reason, entityRef, owners } = slo;
  const partition = Object.values(slo.partition ?? {});
  const percent =
    slo.objective === undefined ? '' : ` ${percentInWords(slo.objective)}`;
  return {
    title: `${service} ${name}${percent}`,
    text: [
      `Objective ${name} of ${service}: ${objectiveOf(slo)}`,
      `${reasonInWords(reason)} when this was indexed`,
      `From ${[source, ...partition].join(' ')}`,
      ...(owners.length > 0
        ? [`Owned by ${owners.map(nameOf).join(', ')}`]
        : []),
    ].join('. '),
    location: `/slo/${id}`,
    kind: 'SLO',
    service,
    state,
    ...(entityRef && { entityRef }),
    ...(owners.length > 0 && { owner: owners.map(nameOf).join(', ') }),
    authorization: { resourceRef: id },
  };
}
