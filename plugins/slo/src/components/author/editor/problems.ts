import { Diagnostic, linter } from '@codemirror/lint';
import { Extension } from '@codemirror/state';
import { checkPromql } from '@goreliable/plugin-slo-common';

/** What is wrong in a text, by offsets of characters. */
export type TextProblem = {
  from: number;
  to: number;
  severity: 'error' | 'warning';
  message: string;
};

/** Its own length in another duration, so that offsets stay those of the text. */
const asDuration = (placeholder: string) =>
  '5m'.padStart(placeholder.length, '0');

/** Where a query is not what Prometheus accepts. */
export function promqlProblems(text: string): TextProblem[] {
  if (text.trim() === '') {
    return [];
  }
  const checked = checkPromql(
    text.replace(/\{\{\s*\.window\s*\}\}/g, asDuration),
  );
  if (checked.kind === 'valid') {
    return [];
  }
  const from = Math.min(checked.at, Math.max(0, text.length - 1));
  return [
    {
      from,
      to: Math.min(text.length, from + 1),
      severity: 'error',
      message: checked.message,
    },
  ];
}

/**
 * Marks what is wrong: what the page knows of it and, of a query, what
 * Prometheus would say.
 */
export function problemsOf(
  known: () => readonly TextProblem[],
  language: 'promql' | 'yaml',
): Extension {
  return linter(
    view => {
      const text = view.state.doc.toString();
      const own = language === 'promql' ? promqlProblems(text) : [];
      return [...known(), ...own].map((problem): Diagnostic => {
        const from = Math.min(problem.from, text.length);
        return {
          ...problem,
          from,
          to: Math.max(from, Math.min(problem.to, text.length)),
        };
      });
    },
    { delay: 300 },
  );
}
