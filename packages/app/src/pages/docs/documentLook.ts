/**
 * A document in the portal's type and sizes. The reader keeps documents in a
 * tree of their own, which no style sheet of the page reaches, but its
 * variables do. Added after the document's own rules, whose names these are.
 */
export const documentLook = `
.md-typeset, .md-nav, .md-footer {
  font-family: var(--gr-font-text);
}
.md-typeset {
  font-size: var(--gr-text-body);
  line-height: 22px;
}
.md-typeset :is(h1, h2, h3, h4, h5, h6) {
  font-size: var(--gr-text-body);
  font-weight: 600;
  letter-spacing: 0;
  line-height: 20px;
  margin: 24px 0 8px;
}
.md-typeset h1 {
  font-size: var(--gr-text-title);
  line-height: 28px;
  margin: 0 0 8px;
}
.md-typeset h2 {
  font-size: var(--gr-text-section);
  line-height: 24px;
}
.md-typeset :is(code, kbd, pre) {
  font-family: var(--gr-font-mono);
}
.md-typeset code {
  font-size: var(--gr-text-control);
}
.md-typeset table:not([class]),
.md-typeset details {
  font-size: var(--gr-text-control) !important;
  line-height: 20px;
}
.md-typeset table:not([class]) :is(td, th) {
  min-width: 0;
  padding: 8px 12px;
}
.md-typeset table:not([class]) th {
  color: var(--gr-text-secondary);
  font-weight: 500;
}
.md-typeset table:not([class]) td {
  overflow-wrap: anywhere;
}
.md-typeset table:not([class]) td:first-child {
  overflow-wrap: normal;
}
.md-nav,
.md-footer .md-ellipsis {
  font-size: var(--gr-text-control);
  line-height: 20px;
}
`;
