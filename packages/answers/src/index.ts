/**
 * Giving the same answer to many, at the price of one.
 *
 * @packageDocumentation
 */
export { type AnswerAtHand, answerAtHandOf, offerAtHand } from './answerAtHand';
export { PreparedAnswer, type Validity } from './PreparedAnswer';
