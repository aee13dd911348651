import type { Person } from './people';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => escapes[character]);
}

function personButton(person: Person): string {
  return `<li><button name="person" value="${escapeHtml(person.name)}">
  <strong>${escapeHtml(person.displayName)}</strong>
  <span>${escapeHtml(person.description)}</span>
</button></li>`;
}

/** The page on which somebody picks who to be. It needs no script. */
export function signInPage(options: {
  people: readonly Person[];
  action: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Sign in · GoReliable identity</title>
<style>
  :root { --text: #16191d; --muted: #5b636d; --line: #d9dde3; --page: #f7f8f9; --card: #fff; --accent: #1f5fd0; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e8eaed; --muted: #a2abb6; --line: #30363d; --page: #0f1215; --card: #171b20; --accent: #78a6f5; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; padding: 48px 16px; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
  main { max-width: 440px; margin: 0 auto; }
  h1 { font-size: 20px; font-weight: 600; margin: 0 0 4px; }
  p { color: var(--muted); margin: 0 0 24px; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
  button { width: 100%; padding: 12px 16px; text-align: left; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
  button:hover { border-color: var(--accent); }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  strong { display: block; font-weight: 600; }
  span { color: var(--muted); font-size: 13px; }
</style>
</head>
<body>
<main>
<h1>Who are you today?</h1>
<p>This provider belongs to the lab: it asks for no password, so that every role can be tried.</p>
<form method="post" action="${escapeHtml(options.action)}">
<ul>
${options.people.map(personButton).join('\n')}
</ul>
</form>
</main>
</body>
</html>
`;
}
