import { settleLandmarks } from './settleLandmarks';

/** The frame of MkDocs' theme, in short. */
const theDocument = `
  <main class="md-main" data-md-component="main">
    <nav aria-label="Navigation">
      <a href="operations/">Operations</a>
      <nav aria-label="Table of contents">copy</nav>
    </nav>
    <nav aria-label="Table of contents"></nav>
    <article><h1>Order service</h1></article>
  </main>
  <footer class="md-footer"><nav aria-label="Footer"></nav></footer>`;

function settled() {
  const body = document.createElement('div');
  body.innerHTML = theDocument;
  settleLandmarks(body);
  return body;
}

it('leaves of a document no landmark that the page around it has', () => {
  const body = settled();
  expect(body.querySelector('main')).toBeNull();
  expect(body.querySelector('footer')).toHaveAttribute('role', 'none');
  expect(
    [...body.querySelectorAll('nav:not([role])')].map(each =>
      each.getAttribute('aria-label'),
    ),
  ).toEqual(['Navigation', 'Table of contents', 'Footer']);
});

it('keeps what is in it, and how it looks', () => {
  const main = settled().querySelector('.md-main[data-md-component="main"]');
  expect(main!.querySelector('article h1')).toHaveTextContent('Order service');
});

it('may be done again', () => {
  const body = settled();
  const once = body.innerHTML;
  settleLandmarks(body);
  expect(body.innerHTML).toBe(once);
});
