import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { SloDetail, SloOnset } from '@goreliable/plugin-slo-common';
import { SuspectList, SuspectQuery } from '@goreliable/plugin-timeline-common';
import { screen, within } from '@testing-library/react';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { burningId } from '../../__fixtures__/recorded';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { SloDetailPage } from '../detail/SloDetailPage';
import { EntitySlosCard } from '../entity/EntitySlosCard';
import { EntitySlosContent } from '../entity/EntitySlosContent';

const fixtures = new FixtureSloApi();

const answer = ({ entityRef, onset }: SuspectQuery): SuspectList => ({
  entityRef,
  onset: { at: onset, earliest: onset, latest: onset },
  windowMinutes: 60,
  summary: 'Nothing changed here in the hour before',
  suspects: [],
  cleared: [],
  scope: { entities: [] },
  notes: [],
});

function timeline() {
  return {
    findSuspects: jest.fn(async (query: SuspectQuery) => answer(query)),
  };
}

function setUp(
  options: {
    id?: string;
    change?: (detail: SloDetail) => SloDetail;
    onset?: () => Promise<SloOnset>;
  } = {},
) {
  const { id = burningId, change = same => same } = options;
  const onset = jest.fn(
    options.onset ?? ((asked: string) => fixtures.onset(asked)),
  );
  const own = timeline();
  renderSlo(<SloDetailPage id={id} />, {
    api: {
      slo: async asked => change(await fixtures.slo(asked)),
      series: (asked, range) => fixtures.series(asked, range),
      onset,
    },
    timeline: own,
  });
  return { onset, ...own };
}

const heading = { name: 'What changed before' };

describe('on the page of an SLO', () => {
  it('asks what changed before the onset that was found', async () => {
    const { findSuspects, onset } = setUp();
    const panel = within(await screen.findByRole('region', heading));
    expect(
      await panel.findByText('Nothing changed here in the hour before.'),
    ).toBeInTheDocument();
    const found = await onset.mock.results[0].value;
    const { at, earliest, latest } = found.onset as SloOnset['onset'] & {
      kind: 'found';
    };
    expect(findSuspects.mock.lastCall![0]).toEqual({
      entityRef: 'component:default/order-service',
      onset: at,
      earliest,
      latest,
      windowMinutes: 60,
    });
  });

  it('stands before the charts while it burns, and by the episodes after', async () => {
    setUp();
    await screen.findByRole('region', heading);
    const names = () =>
      screen
        .getAllByRole('region')
        .map(
          region => within(region).queryAllByRole('heading')[0]?.textContent,
        );
    const burning = names();
    expect(burning.indexOf('What changed before')).toBeLessThan(
      burning.indexOf('Over time'),
    );
  });

  it('is about the last episode when nothing burns', async () => {
    const { onset } = setUp({
      change: detail => ({
        ...detail,
        slo: {
          ...detail.slo,
          state: 'ok',
          reason: { code: 'within-objective' },
        },
      }),
    });
    const panel = await screen.findByRole('region', heading);
    const episodes = screen.getByRole('region', { name: 'Page-rate burns' });
    expect(
      panel.compareDocumentPosition(episodes) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(onset).toHaveBeenCalledWith(burningId, expect.anything());
  });

  it('is not there for what never burned, or belongs to no entity', async () => {
    const { onset } = setUp({ id: 'lab~order-service~requests-latency' });
    expect(await screen.findByText('Page-rate burns')).toBeInTheDocument();
    expect(screen.queryByRole('region', heading)).toBeNull();
    expect(onset).not.toHaveBeenCalled();
  });

  it('says why it is not known when it began', async () => {
    setUp({
      onset: async () => ({
        ...(await fixtures.onset(burningId)),
        onset: { kind: 'unknown', reason: 'no-data' },
        summary: 'Too little is recorded to say when it began',
      }),
    });
    expect(
      await screen.findByText(/^Too little is recorded to say when it began/),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    setUp({ onset: async () => Promise.reject(new Error('restarting')) });
    expect(
      await screen.findByText('When it began could not be looked up'),
    ).toBeInTheDocument();
  });
});

describe('on an entity', () => {
  const entity = (name: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
  });

  function renderCard(name: string) {
    const own = timeline();
    renderSlo(
      <EntityProvider entity={entity(name)}>
        <EntitySlosCard />
      </EntityProvider>,
      {
        api: {
          overview: options => fixtures.overview(options),
          onset: id => fixtures.onset(id),
        },
        timeline: own,
      },
    );
    return own;
  }

  it('is there while one of its SLOs burns', async () => {
    const { findSuspects } = renderCard('order-service');
    expect(
      await screen.findByText('Nothing changed here in the hour before.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 3, ...heading }),
    ).toBeInTheDocument();
    expect(findSuspects).toHaveBeenCalledTimes(1);
  });

  it('is on the tab for each SLO that burns', async () => {
    const own = timeline();
    renderSlo(
      <EntityProvider entity={entity('order-service')}>
        <EntitySlosContent />
      </EntityProvider>,
      {
        api: {
          overview: async options => {
            const overview = await fixtures.overview(options);
            return {
              ...overview,
              slos: overview.slos.map(slo => ({
                ...slo,
                state: 'critical',
                reason: { code: 'burning', severity: 'page', pairs: [] },
              })),
            };
          },
          onset: () => fixtures.onset(burningId),
        },
        timeline: own,
      },
    );
    for (const name of ['requests-availability', 'requests-latency']) {
      const panel = within(
        await screen.findByRole('region', {
          name: `Burning fast order-service ${name}`,
        }),
      );
      expect(
        await panel.findByText('Nothing changed here in the hour before.'),
      ).toBeInTheDocument();
      expect(
        panel.getByRole('link', { name: `order-service ${name}` }),
      ).toHaveAttribute('href', `/slo/lab~order-service~${name}`);
    }
  });

  it('is not on the tab while none burns', async () => {
    const own = timeline();
    renderSlo(
      <EntityProvider entity={entity('ml-inference-gateway')}>
        <EntitySlosContent />
      </EntityProvider>,
      {
        api: { overview: options => fixtures.overview(options) },
        timeline: own,
      },
    );
    expect(await screen.findAllByRole('rowheader')).not.toHaveLength(0);
    expect(screen.queryByRole('heading', heading)).toBeNull();
    expect(own.findSuspects).not.toHaveBeenCalled();
  });

  it('is not there while none does', async () => {
    const { findSuspects } = renderCard('ml-inference-gateway');
    expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
    expect(screen.queryByRole('heading', heading)).toBeNull();
    expect(findSuspects).not.toHaveBeenCalled();
  });
});
