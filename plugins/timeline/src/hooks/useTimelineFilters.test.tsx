import { TimelineEventList } from '@goreliable/plugin-timeline-common';
import { act, screen, waitFor } from '@testing-library/react';
import { gateway, testEvent } from '../__testUtils__/events';
import {
  address,
  renderEntityTimeline,
} from '../__testUtils__/renderEntityTimeline';

describe('filters', () => {
  it('are read from the address and asked for', async () => {
    const { listEvents, lastQuery } = renderEntityTimeline(
      [],
      '/?kind=alert&severity=critical&hops=2&text=burn&range=all',
    );
    await screen.findByText('No event matches');
    expect(listEvents).toHaveBeenCalledTimes(1);
    expect(lastQuery()).toEqual({
      entityRefs: [gateway],
      kinds: ['alert'],
      severities: ['critical'],
      hops: 2,
      text: 'burn',
      limit: 100,
      cursor: undefined,
    });
    expect(screen.getByLabelText('Severity')).toHaveDisplayValue(
      'Critical only',
    );
    expect(screen.getByLabelText('Range')).toHaveDisplayValue('All time');
    expect(screen.getByLabelText('Dependencies')).toHaveDisplayValue(
      'And up to 2 steps away',
    );
    expect(
      screen.getByRole('button', { name: 'Kinds: Alert' }),
    ).toBeInTheDocument();
  });

  it('are written to the address, beside what is there', async () => {
    const { user, lastQuery } = renderEntityTimeline(
      [testEvent('a', 1)],
      '/?tab=x',
    );
    await screen.findByText('Event a');
    await user.selectOptions(screen.getByLabelText('Dependencies'), '1');
    await user.selectOptions(
      screen.getByLabelText('Severity'),
      'Warning and critical',
    );
    await user.selectOptions(screen.getByLabelText('Range'), '7d');
    await user.click(screen.getByRole('button', { name: 'Kinds: all' }));
    await user.click(screen.getByRole('checkbox', { name: 'Deploy' }));
    await user.click(screen.getByRole('checkbox', { name: 'SLO' }));
    await user.type(screen.getByLabelText('Filter events'), 'pool');

    await waitFor(() =>
      expect(address()).toBe(
        '?tab=x&kind=deploy&kind=slo&severity=warning&severity=critical&range=7d&hops=1&text=pool',
      ),
    );
    await waitFor(() =>
      expect(lastQuery()).toMatchObject({
        kinds: ['deploy', 'slo'],
        severities: ['warning', 'critical'],
        hops: 1,
        text: 'pool',
      }),
    );
    expect(Date.now() - Date.parse(lastQuery().from!)).toBeCloseTo(
      7 * 24 * 3_600_000,
      -5,
    );
  });

  it('take a second word after a pause', async () => {
    const { user, lastQuery } = renderEntityTimeline([testEvent('a', 1)]);
    await screen.findByText('Event a');
    const field = screen.getByLabelText('Filter events');
    await user.click(field);
    await user.paste('rolled ');
    await waitFor(() => expect(address()).toBe('?text=rolled'));
    await user.paste('back');
    expect(field).toHaveValue('rolled back');
    await waitFor(() => expect(lastQuery().text).toBe('rolled back'));
  });

  it('show an interval that a link names', async () => {
    const { lastQuery } = renderEntityTimeline(
      [],
      '/?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z',
    );
    await screen.findByText(/Nothing happened/);
    expect(lastQuery()).toMatchObject({
      from: '2026-05-01T00:00:00.000Z',
      to: '2026-05-02T00:00:00.000Z',
    });
    expect(screen.getByLabelText('Range')).toHaveDisplayValue(/1 May/);
  });

  it('keep what was seen until the new answer is there', async () => {
    let answer: (list: TimelineEventList) => void = () => {};
    const { user } = renderEntityTimeline(async query =>
      query.hops === 1
        ? new Promise(resolve => {
            answer = resolve;
          })
        : { events: [testEvent('own', 1)] },
    );
    await screen.findByText('Event own');
    await user.selectOptions(screen.getByLabelText('Dependencies'), '1');
    expect(screen.getByText('Event own')).toBeInTheDocument();
    act(() => answer({ events: [testEvent('other', 1)] }));
    expect(await screen.findByText('Event other')).toBeInTheDocument();
    expect(screen.queryByText('Event own')).not.toBeInTheDocument();
  });
});

describe('without events', () => {
  it('teaches, and offers a longer time, then the dependencies', async () => {
    const { user } = renderEntityTimeline([]);
    expect(
      await screen.findByText('Nothing happened to Gateway in this time'),
    ).toBeInTheDocument();
    expect(screen.getByText(/appear here by themselves/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all time' }));
    expect(
      await screen.findByText('Nothing has happened to Gateway yet'),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Look at its dependencies' }),
    );
    expect(address()).toBe('?hops=1');
  });

  it('offers to clear filters that hide all', async () => {
    const { user } = renderEntityTimeline([], '/?kind=drift&text=x&hops=1');
    await user.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('?hops=1');
    await waitFor(() =>
      expect(screen.getByLabelText('Filter events')).toHaveValue(''),
    );
  });
});
