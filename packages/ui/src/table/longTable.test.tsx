import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { currentAddress, TestRouter } from '../testing/TestRouter';
import { DataTable } from './DataTable';
import type { DataTableProps } from './types';

type Service = { name: string; team: string; burn: number };

function services(count: number): Service[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `service-${index}`,
    team: `team-${index % 7}`,
    burn: (index * 7919) % 1_000,
  }));
}

/** Lines drawn at once in the window of 800 px that tests have, at most. */
const mostDrawn = 60;

/** A table whose cells count how often they are drawn. */
function renderCounted(
  rows: Service[],
  props: Partial<DataTableProps<Service>> = {},
  address: string = '/slos',
) {
  const cell = jest.fn((row: Service) => row.name);
  const value = jest.fn((row: Service) => row.burn);
  const columns = [
    { id: 'name', header: 'Name', value: (row: Service) => row.name, cell },
    { id: 'burn', header: 'Burn rate', unit: '×', value },
  ];
  render(
    <TestRouter at={address}>
      <DataTable
        caption="Services"
        columns={columns}
        rows={rows}
        getRowId={row => row.name}
        getRowHref={row => `/catalog/${row.name}`}
        filters={[{ id: 'team', label: 'Team', value: row => row.team }]}
        urlKey="slo"
        {...props}
      />
    </TestRouter>,
  );
  return { cell, value };
}

function scrollTo(top: number) {
  const grid = screen.getByRole('grid');
  grid.scrollTop = top;
  fireEvent.scroll(grid);
}

/** Lets the frames pass in which a view is drawn. */
async function frames() {
  for (let frame = 0; frame < 4; frame += 1) {
    await act(async () => {
      await new Promise(resolve => requestAnimationFrame(resolve));
    });
  }
}

describe('a table of ten thousand rows', () => {
  it('draws a part of what is in view at once', () => {
    const { cell } = renderCounted(services(10_000));
    expect(screen.getByText('service-0')).toBeInTheDocument();
    const drawn = new Set(cell.mock.calls.map(([row]) => row.name));
    expect(drawn.size).toBeLessThanOrEqual(12);
  });

  it('draws only what is in view', async () => {
    const { cell } = renderCounted(services(10_000));
    await frames();
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
    const drawn = screen.getAllByRole('row').length;
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(mostDrawn);
    expect(cell.mock.calls.length).toBeLessThan(2 * mostDrawn);
  });

  it('draws what scrolling brings, and not again what is there', async () => {
    const { cell } = renderCounted(services(10_000));
    await frames();
    cell.mockClear();
    // Ten rows of 36 px.
    act(() => scrollTo(360));
    const drawn = cell.mock.calls.map(([row]) => row.name);
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.length).toBeLessThanOrEqual(12);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn).not.toContain('service-5');
  });

  it('draws two lines when the keyboard goes from one to the next', async () => {
    const user = userEvent.setup();
    const { cell } = renderCounted(services(10_000));
    await frames();
    act(() => screen.getByRole('grid').focus());
    await user.keyboard('{ArrowDown}');
    cell.mockClear();
    await user.keyboard('{ArrowDown}');
    expect(cell.mock.calls.map(([row]) => row.name)).toEqual([
      'service-1',
      'service-2',
    ]);
  });
});

describe('lower rows', () => {
  afterEach(() => localStorage.clear());

  it('stand closer, and more of them are drawn', async () => {
    const user = userEvent.setup();
    renderCounted(services(10_000));
    await frames();
    const before = screen.getAllByRole('row').length;
    await user.click(screen.getByRole('button', { name: 'Display' }));
    await user.click(screen.getByRole('checkbox', { name: 'Compact' }));
    await frames();
    expect(screen.getAllByRole('row').length).toBeGreaterThan(before);
    expect(screen.getByRole('row', { name: /^service-2 / }).style.top).toBe(
      '56px',
    );
  });
});

describe('what has the focus', () => {
  /** The line that the grid says it is on, if it is drawn. */
  const activeLine = () => {
    const id = screen.getByRole('grid').getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '');
  };

  it('stays drawn however far one scrolls, and the keyboard goes on from it', async () => {
    const user = userEvent.setup();
    renderCounted(services(10_000));
    act(() => screen.getByRole('grid').focus());
    await user.keyboard('{ArrowDown}');
    act(() => scrollTo(36 * 5_000));
    await frames();
    expect(screen.getByText('service-5000')).toBeInTheDocument();
    expect(screen.queryByText('service-3')).not.toBeInTheDocument();
    expect(activeLine()).toHaveTextContent('service-1');
    await user.keyboard('{ArrowDown}');
    expect(activeLine()).toHaveTextContent('service-2');
  });

  it('is kept in a line that is scrolled away', async () => {
    renderCounted(services(10_000));
    const link = screen.getByRole('link', { name: 'service-3' });
    act(() => link.focus());
    act(() => scrollTo(36 * 5_000));
    await frames();
    expect(screen.queryByText('service-4')).not.toBeInTheDocument();
    expect(link).toHaveFocus();
    expect(activeLine()).toContainElement(link);
  });
});

describe('typing into the filter of a thousand rows', () => {
  afterEach(() => jest.useRealTimers());

  /** Types letter by letter what is not there yet. */
  function type(text: string) {
    const field = screen.getByRole<HTMLInputElement>('searchbox');
    for (
      let length = field.value.length + 1;
      length <= text.length;
      length += 1
    ) {
      fireEvent.change(field, { target: { value: text.slice(0, length) } });
    }
  }

  it('does nothing to the rows before it pauses, then searches each once', () => {
    jest.useFakeTimers();
    const { cell, value } = renderCounted(services(1_000));
    cell.mockClear();
    value.mockClear();
    type('service-99');
    expect(screen.getByRole('searchbox')).toHaveValue('service-99');
    expect(cell).not.toHaveBeenCalled();
    expect(value).not.toHaveBeenCalled();
    act(() => {
      jest.advanceTimersByTime(1_000);
    });
    expect(currentAddress()).toBe('/slos?slo.q=service-99');
    expect(screen.getByText('11 of 1,000')).toBeInTheDocument();
    expect(screen.getAllByRole('rowheader')).toHaveLength(11);
    // Once for the search, and for what is drawn.
    expect(value.mock.calls.length).toBeLessThanOrEqual(1_000 + 2 * mostDrawn);
    value.mockClear();
    type('service-999');
    act(() => {
      jest.advanceTimersByTime(1_000);
    });
    expect(screen.getByText('1 of 1,000')).toBeInTheDocument();
    expect(value.mock.calls.length).toBeLessThanOrEqual(2 * mostDrawn);
  });
});

describe('export', () => {
  it('saves the rows that match, in the order and columns shown', async () => {
    const saved: Blob[] = [];
    const names: string[] = [];
    // What jsdom lacks of saving a file.
    URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`;
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function noteName(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    renderCounted(
      services(300),
      { defaultSort: { id: 'name', descending: true } },
      '/slos?slo.q=service-12',
    );
    expect(screen.getByText('11 of 300')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(names).toEqual(['services.csv']);
    expect(saved[0].type).toBe('text/csv;charset=utf-8');
    const text = (await saved[0].text()).replace(/^\uFEFF/, '');
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      'Name,Burn rate (×)',
      'service-129,551',
      'service-128,632',
    ]);
    click.mockRestore();
  });
});
