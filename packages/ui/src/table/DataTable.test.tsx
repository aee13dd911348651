import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { currentAddress, TestRouter } from '../testing/TestRouter';
import { CellLink } from './CellLink';
import { DataTable } from './DataTable';
import type { DataTableProps } from './types';

type Service = { name: string; team: string; burn: number | null };

const services: Service[] = [
  { name: 'order-service', team: 'ordering', burn: 14.4 },
  { name: 'gateway', team: 'edge', burn: 1.5 },
  { name: 'llm-gateway', team: 'ml', burn: null },
];

function renderTable(
  props: Partial<DataTableProps<Service>> = {},
  at: string = '/slos',
) {
  return render(
    <TestRouter at={at}>
      <DataTable
        caption="Services"
        columns={[
          { id: 'name', header: 'Name', value: row => row.name },
          { id: 'team', header: 'Team', value: row => row.team },
          {
            id: 'burn',
            header: 'Burn rate',
            unit: '×',
            value: row => row.burn,
          },
        ]}
        rows={services}
        getRowId={row => row.name}
        getRowHref={row => `/catalog/${row.name}`}
        filters={[{ id: 'team', label: 'Team', value: row => row.team }]}
        urlKey="slo"
        {...props}
      />
    </TestRouter>,
  );
}

function shownNames(): string[] {
  return screen.queryAllByRole('rowheader').map(cell => cell.textContent ?? '');
}

describe('DataTable', () => {
  it('is a grid that says how many rows and columns it has', () => {
    renderTable();
    const grid = screen.getByRole('grid', { name: 'Services' });
    expect(grid).toHaveAttribute('aria-rowcount', '4');
    expect(grid).toHaveAttribute('aria-colcount', '3');
    expect(screen.getByText('3', { selector: '.gr-numbers' })).toBeVisible();
    const row = screen.getByRole('row', { name: /order-service/ });
    expect(row).toHaveAttribute('aria-rowindex', '2');
    expect(within(row).getByText('14.4')).toBeInTheDocument();
    expect(
      within(screen.getByRole('row', { name: /llm-gateway/ })).getByText('–'),
    ).toBeInTheDocument();
  });

  it('links rows for real', () => {
    renderTable();
    expect(screen.getByRole('link', { name: 'gateway' })).toHaveAttribute(
      'href',
      '/catalog/gateway',
    );
  });

  const teamLink = {
    id: 'team',
    header: 'Team',
    value: (row: Service) => row.team,
    cell: (row: Service) => (
      <CellLink to={`/teams/${row.team}`} className="gr-link">
        {row.team}
      </CellLink>
    ),
  };

  it('follows a link in a cell within the app, and not the row around it', async () => {
    const user = userEvent.setup();
    renderTable({
      columns: [
        { id: 'name', header: 'Name', value: row => row.name },
        teamLink,
      ],
    });
    await user.click(screen.getByRole('link', { name: 'edge' }));
    expect(currentAddress()).toBe('/teams/edge');
    await user.click(screen.getByRole('link', { name: 'llm-gateway' }));
    expect(currentAddress()).toBe('/catalog/llm-gateway');
  });

  it.each([
    { ctrlKey: true },
    { metaKey: true },
    { shiftKey: true },
    { button: 1 },
  ])('leaves a click on a link with %j to the browser', init => {
    renderTable({ columns: [teamLink], getRowHref: undefined });
    let isLeft = false;
    const browser = (click: Event) => {
      isLeft = !click.defaultPrevented;
      click.preventDefault();
    };
    document.addEventListener('click', browser, { once: true });
    fireEvent.click(screen.getByRole('link', { name: 'edge' }), init);
    expect(isLeft).toBe(true);
    expect(currentAddress()).toBe('/slos');
  });

  it('links to where the app is on its server', async () => {
    render(
      <TestRouter base="/portal" at="/slos">
        <DataTable
          caption="Services"
          columns={[{ id: 'name', header: 'Name', value: row => row.name }]}
          rows={services}
          getRowId={row => row.name}
          getRowHref={row => `/catalog/${row.name}`}
        />
      </TestRouter>,
    );
    const link = screen.getByRole('link', { name: 'gateway' });
    expect(link).toHaveAttribute('href', '/portal/catalog/gateway');
    await userEvent.click(link);
    expect(currentAddress()).toBe('/catalog/gateway');
  });

  it('sorts by a click on the header, missing values last, in the address', async () => {
    renderTable();
    const header = screen.getByRole('columnheader', { name: /Burn rate/ });
    expect(header).toHaveAttribute('aria-sort', 'none');
    await userEvent.click(within(header).getByRole('button'));
    expect(shownNames()).toEqual(['gateway', 'order-service', 'llm-gateway']);
    expect(header).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(within(header).getByRole('button'));
    expect(shownNames()).toEqual(['order-service', 'gateway', 'llm-gateway']);
    expect(currentAddress()).toBe('/slos?slo.sort=-burn');
    await userEvent.click(within(header).getByRole('button'));
    expect(currentAddress()).toBe('/slos');
  });

  it('shows what the address asks for', () => {
    renderTable(
      {},
      '/slos?slo.q=gateway&slo.sort=-name&slo.columns=name&tab=1',
    );
    expect(shownNames()).toEqual(['llm-gateway', 'gateway']);
    expect(screen.getAllByRole('columnheader')).toHaveLength(1);
    expect(screen.getByText('2 of 3')).toBeInTheDocument();
  });

  it('filters by text, which "/" starts, and says when nothing matches', async () => {
    const user = userEvent.setup();
    renderTable();
    await user.keyboard('/');
    const field = screen.getByRole('searchbox', { name: 'Filter services' });
    expect(field).toHaveFocus();
    await user.type(field, 'no such thing');
    expect(await screen.findByText('No services match')).toBeInTheDocument();
    expect(screen.getByText('0 of 3')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(shownNames()).toHaveLength(3);
    expect(field).toHaveValue('');
    expect(currentAddress()).toBe('/slos');
  });

  it('narrows by facets that count, and clears them', async () => {
    const user = userEvent.setup();
    renderTable();
    await user.click(screen.getByRole('button', { name: 'Filter by Team' }));
    await user.click(screen.getByRole('checkbox', { name: 'edge 1' }));
    await user.click(screen.getByRole('checkbox', { name: 'ml 1' }));
    expect(shownNames()).toEqual(['gateway', 'llm-gateway']);
    expect(currentAddress()).toBe('/slos?slo.team=edge&slo.team=ml');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Filter by Team edge, ml' }),
    ).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Clear Team' }));
    expect(shownNames()).toHaveLength(3);
  });

  it('shows and hides columns', async () => {
    const user = userEvent.setup();
    renderTable();
    await user.click(screen.getByRole('button', { name: 'Display' }));
    await user.click(screen.getByRole('checkbox', { name: 'Team' }));
    expect(
      screen.getAllByRole('columnheader').map(header => header.textContent),
    ).toEqual(['Name', 'Burn rate ×']);
    expect(currentAddress()).toBe('/slos?slo.columns=name%2Cburn');
    await user.click(screen.getByRole('checkbox', { name: 'Team' }));
    expect(currentAddress()).toBe('/slos');
  });

  it('is walked by arrow keys and opened by Enter', async () => {
    const user = userEvent.setup();
    renderTable();
    const grid = screen.getByRole('grid');
    act(() => grid.focus());
    const activeRow = () =>
      document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    expect(activeRow()).toHaveTextContent('order-service');
    await user.keyboard('{ArrowDown}');
    expect(activeRow()).toHaveTextContent('gateway');
    await user.keyboard('{End}');
    expect(activeRow()).toHaveTextContent('llm-gateway');
    await user.keyboard('{ArrowDown}{Home}{ArrowUp}');
    expect(activeRow()).toHaveTextContent('order-service');
    await user.keyboard('{Enter}');
    expect(currentAddress()).toBe('/catalog/order-service');
  });

  it('opens a row by a click anywhere in it, but not by one on its controls', async () => {
    const user = userEvent.setup();
    renderTable({
      columns: [
        { id: 'name', header: 'Name', value: row => row.name },
        {
          id: 'act',
          header: 'Act',
          value: () => undefined,
          cell: () => <button type="button">Sync</button>,
        },
        { id: 'team', header: 'Team', value: row => row.team },
      ],
    });
    await user.click(screen.getAllByRole('button', { name: 'Sync' })[1]);
    expect(currentAddress()).toBe('/slos');
    await user.click(screen.getByText('edge'));
    expect(currentAddress()).toBe('/catalog/gateway');
  });

  it('groups rows under headings that open and close', async () => {
    const user = userEvent.setup();
    renderTable({ groupBy: { value: row => row.team } });
    const grid = screen.getByRole('treegrid');
    expect(grid).toHaveAttribute('aria-rowcount', '7');
    const heading = screen.getByRole('row', { name: /^edge/ });
    expect(heading).toHaveAttribute('aria-expanded', 'true');
    await user.click(heading);
    expect(heading).toHaveAttribute('aria-expanded', 'false');
    expect(shownNames()).toEqual(['order-service', 'llm-gateway']);
    act(() => grid.focus());
    await user.keyboard('{Home}{ArrowLeft}');
    expect(shownNames()).toEqual(['llm-gateway']);
    await user.keyboard('{ArrowRight}');
    expect(shownNames()).toEqual(['order-service', 'llm-gateway']);
  });

  it('tells an empty table from a filtered and a loading one', async () => {
    const { unmount } = renderTable({
      rows: [],
      emptyState: <p>Define an objective to see it here.</p>,
    });
    expect(
      screen.getByText('Define an objective to see it here.'),
    ).toBeInTheDocument();
    unmount();
    renderTable({ rows: [], isLoading: true });
    expect(screen.getByText('Loading services')).toBeInTheDocument();
    expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
    expect(screen.getAllByRole('columnheader')).toHaveLength(3);
    expect(screen.queryByText('No services match')).not.toBeInTheDocument();
  });

  it('remembers compact rows for every table', async () => {
    const user = userEvent.setup();
    const { unmount } = renderTable();
    await user.click(screen.getByRole('button', { name: 'Display' }));
    await user.click(screen.getByRole('checkbox', { name: 'Compact' }));
    unmount();
    renderTable({ urlKey: undefined });
    await user.click(screen.getByRole('button', { name: 'Display' }));
    expect(screen.getByRole('checkbox', { name: 'Compact' })).toBeChecked();
    localStorage.clear();
  });

  it('keeps its state to itself without a key for the address', async () => {
    renderTable({ urlKey: undefined });
    const header = screen.getByRole('columnheader', { name: 'Name' });
    await userEvent.click(within(header).getByRole('button'));
    expect(shownNames()).toEqual(['gateway', 'llm-gateway', 'order-service']);
    expect(currentAddress()).toBe('/slos');
  });
});
