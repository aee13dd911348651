import fc from 'fast-check';
import { csvFileName, toCsv } from './csv';
import type { CellValue, DataTableColumn } from './types';

type Row = { name: string; burn: CellValue };

const columns: DataTableColumn<Row>[] = [
  { id: 'name', header: 'Name', value: row => row.name },
  { id: 'burn', header: 'Burn rate', unit: '×', value: row => row.burn },
  {
    id: 'trend',
    header: 'Trend',
    value: () => undefined,
    cell: () => 'a picture',
    isExported: false,
  },
];

/** Reads RFC 4180 back, as a spreadsheet would. */
function parse(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(field)) {
    line.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === '\r\n') {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}

describe('toCsv', () => {
  it('has units in the header, all figures, and nothing for what is missing', () => {
    expect(
      toCsv(columns, [
        { name: 'gateway', burn: 0.1234567 },
        { name: 'order-service', burn: -3 },
        { name: 'llm-gateway', burn: null },
        { name: 'worker', burn: Number.NaN },
      ]),
    ).toBe(
      [
        'Name,Burn rate (×)',
        'gateway,0.1234567',
        'order-service,-3',
        'llm-gateway,',
        'worker,',
        '',
      ].join('\r\n'),
    );
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\t=1'])(
    'does not let %j run as a formula',
    name => {
      expect(parse(toCsv(columns, [{ name, burn: 1 }]))[1]).toEqual([
        `'${name}`,
        '1',
      ]);
    },
  );

  it('comes back as it was, whatever is in it', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter(one => !/^[=+\-@\t\r]/.test(one));
    fc.assert(
      fc.property(fc.array(text), texts => {
        const rows = texts.map(name => ({ name, burn: name }));
        expect(parse(toCsv(columns, rows)).slice(1)).toEqual(
          texts.map(one => [one, one]),
        );
      }),
    );
  });
});

describe('csvFileName', () => {
  it.each([
    ['Objectives', 'objectives.csv'],
    ['Failed jobs (last 7 d)', 'failed-jobs-last-7-d.csv'],
    ['…', 'table.csv'],
  ])('%s is %s', (caption, name) => {
    expect(csvFileName(caption)).toBe(name);
  });
});
