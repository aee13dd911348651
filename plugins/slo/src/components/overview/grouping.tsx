import { rollUp, Slo } from '@goreliable/plugin-slo-common';
import { DataTableGrouping, StateIcon } from '@goreliable/ui';
import { nameOf } from '../shared/EntityName';
import { reviewLook } from '../shared/reviewWords';

/** What SLOs can be put under, by the word for it in the address. */
export const groupings = {
  service: { label: 'Service', of: (slo: Slo) => slo.service },
  system: {
    label: 'System',
    of: (slo: Slo) => (slo.system ? nameOf(slo.system) : 'Without system'),
  },
  team: {
    label: 'Team',
    of: (slo: Slo) => slo.owners.map(nameOf).join(', ') || 'Without owner',
  },
  review: { label: 'Review', of: (slo: Slo) => reviewLook(slo).label },
} as const;

/** The name of one of {@link groupings}. */
export type GroupingName = keyof typeof groupings;

/** The name in an address; `undefined` for none and for nonsense. */
export function parseGrouping(text: string | null): GroupingName | undefined {
  return text !== null && Object.hasOwn(groupings, text)
    ? (text as GroupingName)
    : undefined;
}

function withStates(of: (slo: Slo) => string): DataTableGrouping<Slo> {
  return {
    value: of,
    label: (value, rows) => {
      const { state } = rollUp(rows);
      return (
        <span className="slo-group">
          <StateIcon state={state} label={state} />
          {value}
        </span>
      );
    },
  };
}

// Made once: with another object the table would be put in groups again.
const known: Record<GroupingName, DataTableGrouping<Slo>> = {
  service: withStates(groupings.service.of),
  system: withStates(groupings.system.of),
  team: withStates(groupings.team.of),
  review: withStates(groupings.review.of),
};

/** Headings that tell the state of what they hide. */
export function groupingBy(name: GroupingName): DataTableGrouping<Slo> {
  return known[name];
}
