import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { kubernetesApiRef } from '@backstage/plugin-kubernetes-react';
import Typography from '@material-ui/core/Typography';
import { screen } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { KubernetesPanel } from './KubernetesPanel';
import { workloadSelector } from './selector';

const service = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service', title: 'Order service', annotations },
});

function setUp(getClusters: () => Promise<{ name: string }[]>) {
  return renderPage(
    <EntityProvider
      entity={service({ 'backstage.io/kubernetes-id': 'orders' })}
    >
      <KubernetesPanel>
        <Typography variant="h3">Your clusters</Typography>
        <Typography variant="h5">orders-7d4</Typography>
        <Typography variant="subtitle1">Running</Typography>
      </KubernetesPanel>
    </EntityProvider>,
    { apis: [[kubernetesApiRef, { getClusters }]] },
  );
}

it('teaches what it would show while there is no cluster', async () => {
  setUp(async () => []);
  expect(
    await screen.findByText('No cluster is connected'),
  ).toBeInTheDocument();
  expect(
    screen.getByText('backstage.io/kubernetes-id=orders'),
  ).toBeInTheDocument();
  expect(screen.queryByText('Your clusters')).toBeNull();
});

it('shows the stock panel of a cluster, its headings in order below the title', async () => {
  setUp(async () => [{ name: 'production' }]);
  expect(
    await screen.findByRole('heading', { level: 2, name: 'Your clusters' }),
  ).toBeInTheDocument();
  expect(screen.getAllByRole('heading')).toHaveLength(1);
  expect(screen.getByText('orders-7d4').tagName).toBe('P');
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const user = setUp(async () => {
    if (isDown) {
      throw new Error('the portal is restarting');
    }
    return [{ name: 'production' }];
  });
  expect(
    await screen.findByText('The clusters could not be listed'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('Your clusters')).toBeInTheDocument();
});

it.each([
  [{}, 'backstage.io/kubernetes-id=order-service'],
  [
    {
      'backstage.io/kubernetes-id': 'orders',
      'backstage.io/kubernetes-label-selector': 'app=orders,part=api',
    },
    'app=orders,part=api',
  ],
])('of %p it would look for %s', (annotations, expected) => {
  expect(workloadSelector(service(annotations))).toBe(expected);
});
