/** Something that a person can put right; shown without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
