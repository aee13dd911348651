import { render, screen, within } from '@testing-library/react';
import { TestRouter } from '../testing/TestRouter';
import { PageHeader } from './PageHeader';

describe('PageHeader', () => {
  it('says where, what, in which state, and offers the action', () => {
    render(
      <TestRouter at="/slo/budgets">
        <PageHeader
          title="order-service"
          state={{ state: 'critical', label: 'Burning at 14 ×' }}
          breadcrumbs={[
            { label: 'Catalog', href: '/catalog' },
            { label: 'ordering' },
          ]}
          meta={['Owned by ordering-team', 'production', undefined]}
          actions={<button type="button">Declare incident</button>}
          tabs={[
            { label: 'Overview', href: '/slo/overview' },
            { label: 'Budgets', href: '/slo/budgets' },
          ]}
        />
      </TestRouter>,
    );
    expect(
      screen.getByRole('heading', { level: 1, name: 'order-service' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Burning at 14 ×')).toBeInTheDocument();
    const crumbs = screen.getByRole('navigation', { name: 'Breadcrumb' });
    expect(
      within(crumbs).getByRole('link', { name: 'Catalog' }),
    ).toHaveAttribute('href', '/catalog');
    expect(screen.getByRole('link', { name: 'Budgets' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(
      screen.getByRole('button', { name: 'Declare incident' }),
    ).toBeInTheDocument();
    expect(document.title).toBe('order-service · GoReliable Portal');
  });

  it.each([
    ['/slo/a', 'Now'],
    ['/slo/a/review', 'Review'],
    ['/slo/a/review/2026', 'Review'],
  ])('at %s is on one tab, %s', (at, current) => {
    render(
      <TestRouter at={at}>
        <PageHeader
          title="a"
          tabs={[
            { label: 'Now', href: '/slo/a' },
            { label: 'Review', href: '/slo/a/review' },
          ]}
        />
      </TestRouter>,
    );
    expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent(
      current,
    );
  });

  it('is just a title when there is nothing else', () => {
    const { container } = render(
      <TestRouter>
        <PageHeader title="Home" />
      </TestRouter>,
    );
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
    expect(container.querySelector('.gr-page-header')).toHaveTextContent(
      /^Home$/,
    );
  });
});
