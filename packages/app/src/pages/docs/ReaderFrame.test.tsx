import { useShadowRootElements } from '@backstage/plugin-techdocs-react';
import { render } from '@testing-library/react';
import { ReaderFrame } from './ReaderFrame';

// The reader's own tree, which only a document that was loaded brings about.
jest.mock('@backstage/plugin-techdocs-react', () => ({
  useShadowRootElements: jest.fn(),
}));

function documentBody() {
  const body = document.createElement('div');
  body.innerHTML = '<main class="md-main"><h1>Orders</h1></main>';
  return body;
}

it('settles each document that is read, and leaves nothing behind', () => {
  const [first, second] = [documentBody(), documentBody()];
  const elements = jest.mocked(useShadowRootElements);
  elements.mockReturnValue([first]);
  const { rerender, unmount } = render(<ReaderFrame />);
  expect(first.querySelector('main')).toBeNull();
  expect(first.querySelectorAll('style')).toHaveLength(1);
  elements.mockReturnValue([second]);
  rerender(<ReaderFrame />);
  expect(first.querySelector('style')).toBeNull();
  expect(second.querySelectorAll('style')).toHaveLength(1);
  unmount();
  expect(second.querySelector('style')).toBeNull();
});
