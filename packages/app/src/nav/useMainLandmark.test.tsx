import { useRef } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import { useMainLandmark } from './useMainLandmark';

function Frame(props: { children: React.ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useMainLandmark(content);
  return <div ref={content}>{props.children}</div>;
}

const header = <div className="gr-page-header">Catalog</div>;

it('is the main landmark of a page that has none', () => {
  render(<Frame>{header}</Frame>);
  expect(screen.getByRole('main')).toHaveTextContent('Catalog');
  expect(screen.queryByRole('banner')).toBeNull();
});

it('leaves that to a page that has one, and its header to it', () => {
  render(
    <Frame>
      <main aria-label="own">{header}</main>
    </Frame>,
  );
  expect(screen.getByRole('main', { name: 'own' })).toBeInTheDocument();
  expect(screen.queryByRole('banner')).toBeNull();
});

it('makes a header that is outside the page’s own main the banner', async () => {
  const page = (main: React.ReactNode) => (
    <Frame>
      {header}
      {main}
    </Frame>
  );
  const { rerender } = render(page(null));
  rerender(page(<main aria-label="own" />));
  await waitFor(() =>
    expect(screen.getByRole('banner')).toHaveTextContent('Catalog'),
  );
  rerender(page(null));
  await waitFor(() => expect(screen.queryByRole('banner')).toBeNull());
  expect(screen.getByRole('main')).toHaveTextContent('Catalog');
});
