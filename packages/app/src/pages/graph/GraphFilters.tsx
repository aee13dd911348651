import { FacetChip } from '@goreliable/ui';
import { labelOfKind } from '../catalog/kinds';
import { Choice } from './Choice';
import { depths, directions, GraphView, toggled } from './graphView';
import { kindOf, linksOf, RelationRows } from './relationGraph';
import { relationType } from './relationTypes';

/** How often each value is there, the most frequent first; chosen ones always. */
function counted(
  values: readonly string[],
  chosen: readonly string[],
  labelOf: (value: string) => string,
) {
  const counts = new Map(chosen.map(value => [value, 0]));
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts]
    .map(([value, count]) => ({ value, count, label: labelOf(value) }))
    .sort((one, other) => other.count - one.count);
}

/** What of the graph is drawn, and how. */
export function GraphFilters(props: {
  view: GraphView;
  answer: RelationRows;
  onChange: (change: Partial<GraphView>) => void;
}) {
  const { view, answer, onChange } = props;
  return (
    <div className="gr-graph-filters gr-no-print">
      <Choice
        label="Distance"
        options={depths.map(depth => [
          String(depth),
          depth === 1 ? '1 step' : `${depth} steps`,
        ])}
        value={String(view.depth)}
        onChoose={depth => onChange({ depth: Number(depth) })}
      />
      <Choice
        label="Direction"
        options={directions}
        value={view.direction}
        onChoose={direction => onChange({ direction })}
      />
      <FacetChip
        label="Kind"
        options={counted(
          [...answer.rows.keys()].map(kindOf),
          view.kinds,
          labelOfKind,
        )}
        chosen={view.kinds}
        onToggle={kind => onChange({ kinds: toggled(view.kinds, kind) })}
        onClear={() => onChange({ kinds: [] })}
      />
      <FacetChip
        label="Relation"
        options={counted(
          linksOf(answer.rows.values()).map(({ type }) => type),
          view.relations,
          type => relationType(type).words,
        )}
        chosen={view.relations}
        onToggle={type =>
          onChange({ relations: toggled(view.relations, type) })
        }
        onClear={() => onChange({ relations: [] })}
      />
    </div>
  );
}
