import { timelineBucket } from '@goreliable/plugin-timeline-common';
import { screen, waitFor, within } from '@testing-library/react';
import { gateway, testEvent } from '../__testUtils__/events';
import { renderEntityTimeline } from '../__testUtils__/renderEntityTimeline';

describe('loading and failing', () => {
  it('holds the place while it loads', async () => {
    renderEntityTimeline(() => new Promise(() => {}));
    expect(await screen.findByText('Loading timeline')).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    let fail = true;
    const { user } = renderEntityTimeline(async () => {
      if (fail) {
        throw Object.assign(new Error('No replicas.'), { statusCode: 503 });
      }
      return { events: [testEvent('a', 1)] };
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The timeline of Gateway could not be loaded',
    );
    expect(alert).toHaveTextContent('No replicas.');
    fail = false;
    await user.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Event a')).toBeInTheDocument();
  });

  it('keeps the last answer, labelled, when asking again fails', async () => {
    let fail = false;
    const { signal } = renderEntityTimeline(async () => {
      if (fail) {
        throw new Error('Timed out.');
      }
      return { events: [testEvent('a', 1)] };
    });
    await screen.findByText('Event a');
    fail = true;
    signal({ buckets: [timelineBucket(gateway)] });
    expect(
      await screen.findByText(/The timeline cannot be reached/),
    ).toBeInTheDocument();
    expect(screen.getByText('Timed out.')).toBeInTheDocument();
    expect(screen.getByText('Event a')).toBeInTheDocument();
  });

  it('loads older events page by page', async () => {
    const { user, lastQuery } = renderEntityTimeline(async ({ cursor }) =>
      cursor
        ? { events: [testEvent('old', 60)] }
        : { events: [testEvent('new', 1)], nextCursor: 'abc' },
    );
    await user.click(await screen.findByRole('button', { name: 'Load older' }));
    expect(await screen.findByText('Event old')).toBeInTheDocument();
    expect(screen.getByText('Event new')).toBeInTheDocument();
    expect(lastQuery().cursor).toBe('abc');
    expect(
      screen.queryByRole('button', { name: 'Load older' }),
    ).not.toBeInTheDocument();
  });
});

describe('signals', () => {
  it('bring what concerns this entity, and say so', async () => {
    let events = [testEvent('a', 5)];
    const { signal, listEvents, subscribe } = renderEntityTimeline(
      async () => ({ events }),
    );
    await screen.findByText('Event a');
    expect(subscribe).toHaveBeenCalledWith(
      'timeline:changed',
      expect.any(Function),
    );
    signal({ buckets: [(timelineBucket(gateway) + 1) % 256] });
    expect(listEvents).toHaveBeenCalledTimes(1);

    events = [
      testEvent('c', 0),
      testEvent('b', 0, { kind: 'alert' }),
      ...events,
    ];
    signal({ buckets: [3, timelineBucket(gateway)] });
    expect(await screen.findByText('Event b')).toBeInTheDocument();
    expect(listEvents).toHaveBeenCalledTimes(2);
    expect(
      await screen.findByText('2 new events, the latest: Event c'),
    ).toBeInTheDocument();
  });

  it('concern everybody when they cannot be read', async () => {
    const { signal, listEvents } = renderEntityTimeline([testEvent('a', 5)]);
    await screen.findByText('Event a');
    signal({ something: 'newer' });
    await waitFor(() => expect(listEvents).toHaveBeenCalledTimes(2));
  });

  it('are heard no more when the page is left', async () => {
    const { unmount, unsubscribe } = renderEntityTimeline([testEvent('a', 5)]);
    await screen.findByText('Event a');
    unmount();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});
