/**
 * Numbers as Go's `%g` writes them: as few digits as say the same number, with
 * an exponent from 21 digits on, or for less than 0.0001. It is how Sloth writes
 * factors and objectives into expressions.
 */
export function formatGoFloat(value: number): string {
  return layOut(value, value.toExponential());
}

/**
 * The same with the precision of 32 bits, which is how Sloth's YAML reader
 * turns numbers into text where a text is wanted, such as in labels.
 */
export function formatGoFloat32(value: number): string {
  const nearest = Math.fround(value);
  for (let precision = 1; precision < 9; precision++) {
    const text = nearest.toExponential(precision - 1);
    if (Math.fround(Number(text)) === nearest) {
      return layOut(nearest, text);
    }
  }
  return layOut(nearest, nearest.toExponential(8));
}

/** @param scientific - the digits that matter, as `toExponential` writes them */
function layOut(value: number, scientific: string): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : `${value > 0 ? '+' : '-'}Inf`;
  }
  const [mantissa, power] = scientific.split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) {
    const sign = exponent < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const [whole, fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = `${whole}${fraction}`;
  const text =
    exponent < 0
      ? `0.${'0'.repeat(-exponent - 1)}${digits}`
      : place(digits, exponent + 1);
  return mantissa.startsWith('-') ? `-${text}` : text;
}

function place(digits: string, point: number): string {
  const padded = digits.padEnd(point, '0');
  const fraction = padded.slice(point);
  return padded.slice(0, point) + (fraction ? `.${fraction}` : '');
}
