import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { composeStories, setProjectAnnotations } from '@storybook/react-vite';
import { act, render } from '@testing-library/react';
import preview from '../.storybook/preview';

setProjectAnnotations(preview);

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.stories.tsx'))
  .sort();

// The set of story files is only known when the tests run.
function loadStories(file: string) {
  const module = require(join(__dirname, file));
  return Object.entries(composeStories(module)) as Array<
    [name: string, Story: React.ComponentType]
  >;
}

it('finds the stories of every component', () => {
  const components = files.map(file => file.replace(/^.*\/|\.stories.*$/g, ''));
  expect(components).toEqual(
    expect.arrayContaining([
      'DataTable',
      'EmptyState',
      'ErrorPanel',
      'FreshnessBanner',
      'PageHeader',
      'RelativeTime',
      'Sparkline',
      'StateChip',
      'TimeSeriesChart',
    ]),
  );
});

/** Material UI 4 is older than the warning; Backstage's pages carry it too. */
const knownWarning = /findDOMNode is deprecated/;

describe.each(files)('%s', file => {
  afterEach(() => jest.restoreAllMocks());

  it.each(loadStories(file))('%s renders', async (_name, Story) => {
    const complain = jest.spyOn(console, 'error').mockImplementation(() => {});
    const { container } = await act(async () => render(<Story />));
    expect(container.querySelector('main')).not.toBeEmptyDOMElement();
    const complaints = complain.mock.calls.map(([message]) => String(message));
    expect(complaints.filter(one => !knownWarning.test(one))).toEqual([]);
  });
});
