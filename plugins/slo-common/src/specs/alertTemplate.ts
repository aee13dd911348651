/** What Prometheus defines for the templates of alerts, beside Go's own. */
const functions = new Set(
  `and call html index slice js len not or print printf println urlquery eq ge gt le lt ne
   query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower
   graphLink tableLink sortByLabel stripPort stripDomain humanize humanize1024
   humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration now pathPrefix
   externalURL parseDuration urlQueryEscape true false nil`.split(/\s+/),
);

const variables = ['$', '$labels', '$externalLabels', '$externalURL', '$value'];

const blocks = new Set(['if', 'range', 'with', 'define', 'block']);
const keywords = new Set([
  ...blocks,
  'else',
  'end',
  'template',
  'break',
  'continue',
]);

/**
 * What is wrong with the template of an alert's label or annotation. Sloth
 * writes it as it stands; Prometheus then refuses the whole file of rules.
 */
export function alertTemplateProblem(template: string): string | undefined {
  let open = 0;
  const known = new Set(variables);
  let rest = template;
  for (;;) {
    const start = rest.indexOf('{{');
    if (start < 0) {
      return open > 0
        ? 'opens a block without {{end}}, which Prometheus refuses'
        : undefined;
    }
    const action = takeAction(rest.slice(start + 2));
    if (!action) {
      return `has '${rest.slice(
        start,
        start + 20,
      )}' without its '}}', which Prometheus refuses`;
    }
    const { words, length } = action;
    const problem = actionProblem(words, known);
    if (problem) {
      return problem;
    }
    if (blocks.has(words[0])) {
      open += 1;
    } else if (words[0] === 'end') {
      open -= 1;
    }
    if (open < 0 || (words[0] === 'else' && open === 0)) {
      return `has {{${words[0]}}} without a block, which Prometheus refuses`;
    }
    rest = rest.slice(start + 2 + length);
  }
}

/** The words of an action, up to its `}}`; `undefined` if it has none. */
function takeAction(
  text: string,
): { words: string[]; length: number } | undefined {
  const comment = /^(?:- )?\/\*[\s\S]*?\*\/(?: -)?\}\}/.exec(text);
  if (comment) {
    return { words: ['true'], length: comment[0].length };
  }
  const token =
    /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|\$?[A-Za-z_]\w*|\$|\.\w*|:=|[-+]?\d[\w.]*|./gsy;
  const words: string[] = [];
  for (;;) {
    const match = token.exec(text);
    if (!match) {
      return undefined;
    }
    const [word] = match;
    if (word === '}}') {
      return { words, length: token.lastIndex };
    }
    const isTrim =
      word === '-' &&
      (match.index === 0 || text.startsWith('}}', token.lastIndex));
    if (word.trim() !== '' && !isTrim) {
      words.push(word);
    }
  }
}

function actionProblem(
  words: string[],
  known: Set<string>,
): string | undefined {
  if (words.length === 0) {
    return 'has an empty {{}}, which Prometheus refuses';
  }
  let depth = 0;
  for (const [index, word] of words.entries()) {
    if (word.startsWith('$')) {
      const declares =
        words[index + 1] === ':=' ||
        (words[index + 1] === ',' && words[index + 3] === ':=');
      if (declares || words[index - 1] === ',') {
        known.add(word);
      }
      if (!known.has(word)) {
        return `uses ${word}, which Prometheus does not know: it has ${variables
          .slice(1)
          .join(', ')}`;
      }
    } else if (/^[A-Za-z_]/.test(word)) {
      const isKeyword = keywords.has(word);
      if (!functions.has(word) && !isKeyword) {
        return `uses the function ${word}, which Prometheus does not know`;
      }
    } else if (word === '(') {
      depth += 1;
    } else if (word === ')') {
      depth -= 1;
    } else if (word === '"' || word === '`' || word === "'") {
      return `has a quote that does not end, which Prometheus refuses`;
    }
    if (depth < 0) {
      break;
    }
  }
  return depth === 0
    ? undefined
    : 'has brackets that do not match, which Prometheus refuses';
}
