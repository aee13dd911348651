/** Lets the browser save a text as a file, as if it had come from a server. */
export function downloadText(options: {
  name: string;
  /** Media type, such as `text/csv`. */
  type: string;
  text: string;
}): void {
  const { name, type, text } = options;
  // Spreadsheets take text for UTF-8 only when it begins with this mark.
  const blob = new Blob(['\uFEFF', text], { type: `${type};charset=utf-8` });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(address));
}
