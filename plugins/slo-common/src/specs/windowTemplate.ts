/** What Sloth looks for to be sure that a query uses the window. */
const plainWindow = /\{\{ *\.window *\}\}/;

const comment = /\{\{(- )?\/\*[\s\S]*?\*\/( -)?\}\}/g;
const anyWindow = /\{\{(-\s+|\s*)\.window(\s+-|\s*)\}\}/g;

/**
 * Fills a window into a query where `{{.window}}` stands, as Go's templates do:
 * `{{- ` and ` -}}` take the white space before and after them along.
 */
export function fillWindow(query: string, window: string): string {
  const trimmed = query
    .replace(/\s+\{\{- /g, '{{- ')
    .replace(/ -\}\}\s+/g, ' -}}');
  return trimmed.replace(comment, '').replace(anyWindow, window);
}

/** What is wrong with a query as a template, in words that say what to do. */
export function windowTemplateProblem(query: string): string | undefined {
  if (query.trim() === '') {
    return 'is missing: write the PromQL query';
  }
  if (!plainWindow.test(query)) {
    return 'must contain {{.window}} where the range stands, e.g. rate(requests_total[{{.window}}])';
  }
  const rest = fillWindow(query, '1m');
  const action = /\{\{[^}]*(?:\}\})?/.exec(rest);
  return action
    ? `has ${action[0]}, and only {{.window}} can be filled in`
    : undefined;
}
