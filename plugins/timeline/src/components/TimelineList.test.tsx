import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { testEvent } from '../__testUtils__/events';
import { TimelineList } from './TimelineList';

it('lists events of several entities in few words', () => {
  renderInTestApp(
    <TimelineList
      label="What happened lately"
      events={[
        testEvent('a', 4, { severity: 'warning', kind: 'alert' }),
        testEvent('b', 90, {
          entityRef: 'component:default/orders',
          actor: 'the nightly job',
        }),
      ]}
    />,
  );
  const list = screen.getByRole('list', { name: 'What happened lately' });
  const [alert, deploy] = within(list).getAllByRole('listitem');
  expect(alert).toHaveTextContent('Alert: Event agateway4 m ago');
  expect(
    within(alert).getByRole('img', { name: 'Warning' }),
  ).toBeInTheDocument();
  expect(deploy).toHaveTextContent(
    'Deploy: Event bordersby the nightly job1 h ago',
  );
});
