/*
 * A document as MkDocs makes it is a page of its own, with a main part and a
 * footer. In the portal it is a part of a page that has them already: for
 * screen readers its frame becomes plain boxes, and what is within stays.
 */

/** The same element without what its name says; no role may be given to a main one. */
function replaceMain(main: Element): void {
  const box = main.ownerDocument.createElement('div');
  for (const { name, value } of main.attributes) {
    box.setAttribute(name, value);
  }
  box.append(...main.childNodes);
  main.replaceWith(box);
}

/** Takes from a document the landmarks that the page around it has already. */
export function settleLandmarks(document: ParentNode): void {
  document.querySelectorAll('main.md-main').forEach(replaceMain);
  // Within the navigation is a copy of the table of contents for narrow screens.
  for (const element of document.querySelectorAll(
    'footer.md-footer, nav nav',
  )) {
    element.setAttribute('role', 'none');
    element.removeAttribute('aria-label');
    element.removeAttribute('aria-labelledby');
  }
}
