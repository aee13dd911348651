import { Disclosure } from './Disclosure';
import type { TableState } from './tableState';
import type { DataTableColumn } from './types';
import { isShown } from './useDataTable';
import type { Density } from './useDensity';
import type { TableStateHandle } from './useTableState';

/** The state with one column shown or no longer shown. */
function toggleColumn<Row>(
  state: TableState,
  choosable: readonly DataTableColumn<Row>[],
  id: string,
): TableState {
  const shown = choosable
    .filter(column => isShown(column, state.columns))
    .map(column => column.id);
  const next = shown.includes(id)
    ? shown.filter(other => other !== id)
    : [...shown, id];
  const usual = choosable
    .filter(column => !column.hiddenByDefault)
    .map(column => column.id);
  const isUsual =
    next.length === usual.length && usual.every(one => next.includes(one));
  const { columns: _, ...rest } = state;
  // An empty choice cannot be written into an address; one column stays.
  return isUsual || next.length === 0 ? rest : { ...rest, columns: next };
}

/** How a table looks: which columns, and how high its rows are. */
export function TableDisplay<Row>(props: {
  columns: readonly DataTableColumn<Row>[];
  handle: TableStateHandle;
  density: [Density, (density: Density) => void];
}) {
  const { columns, handle, density } = props;
  const [state, update] = handle;
  const [chosenDensity, chooseDensity] = density;
  const choosable = columns.filter(column => !column.alwaysShown);
  const isCompact = chosenDensity === 'compact';
  return (
    <Disclosure label="Display" align="end" className="gr-button--quiet">
      {choosable.length > 0 && (
        <fieldset className="gr-facet-list">
          <legend>Columns</legend>
          {choosable.map(column => (
            <label key={column.id}>
              <input
                type="checkbox"
                checked={isShown(column, state.columns)}
                onChange={() =>
                  update(current => toggleColumn(current, choosable, column.id))
                }
              />
              <span>{column.header}</span>
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className="gr-facet-list">
        <legend>Rows</legend>
        <label>
          <input
            type="checkbox"
            checked={isCompact}
            onChange={() => chooseDensity(isCompact ? 'normal' : 'compact')}
          />
          <span>Compact</span>
        </label>
      </fieldset>
    </Disclosure>
  );
}
